import { type BenchServer, startBenchServer } from './server'

const fileBytes = 100 * 1024 * 1024
const files = 4
const megabyte = 1e6

export interface Uploading {
  /** How the bytes came: in one request, or by the tus protocol. */
  manner: 'in one piece' | 'part by part'
  /** From a single sender on this machine, who shares its cores, until the file is durable. */
  megabytesPerSecond: number
  cpuMillisecondsPerMegabyte: number
  /** How much more memory the server had at most than before the first. */
  memoryBytes: number
}

/** What large files cost of which nothing is made: they come in, are looked at, and are stored. */
export async function uploading(): Promise<Uploading[]> {
  const figures: Uploading[] = []
  for (const [manner, send] of [
    ['in one piece', sendForm],
    ['part by part', sendParts],
  ] as const) {
    const flags = ['--uploads-other-files', '--limits-uploads-burst=1000']
    await using server = await startBenchServer({ people: 2, rooms: 1, messages: 10 }, flags)
    figures.push({ manner, ...(await measure(server, send)) })
  }
  return figures
}

type Send = (server: BenchServer, content: Uint8Array<ArrayBuffer>) => Promise<Response>

async function measure(server: BenchServer, send: Send): Promise<Omit<Uploading, 'manner'>> {
  const content = new Uint8Array(fileBytes).fill(120)
  await send(server, content.slice(0, megabyte))
  const before = { cpu: server.cpuSeconds(), memory: server.residentBytes(), at: performance.now() }
  let highest = before.memory
  const watch = setInterval(() => {
    highest = Math.max(highest, server.residentBytes())
  }, 20)
  for (let n = 0; n < files; n++) {
    const { ok, status } = await send(server, content)
    if (!ok) throw new Error(`a file was not taken: ${status}`)
  }
  clearInterval(watch)
  const megabytes = (files * fileBytes) / megabyte
  return {
    megabytesPerSecond: megabytes / ((performance.now() - before.at) / 1000),
    cpuMillisecondsPerMegabyte: ((server.cpuSeconds() - before.cpu) * 1000) / megabytes,
    memoryBytes: highest - before.memory,
  }
}

function sendForm(server: BenchServer, content: Uint8Array<ArrayBuffer>): Promise<Response> {
  const body = new FormData()
  body.append('file', new File([content], 'data.bin'))
  return fetch(`${server.url}/api/v1/files`, { method: 'POST', headers: authorization(server), body })
}

async function sendParts(server: BenchServer, content: Uint8Array<ArrayBuffer>): Promise<Response> {
  const own = { ...authorization(server), 'Tus-Resumable': '1.0.0' }
  const begun = await fetch(`${server.url}/api/v1/uploads`, {
    method: 'POST',
    headers: { ...own, 'Upload-Length': String(content.length) },
  })
  return fetch(new URL(begun.headers.get('Location') ?? '', server.url), {
    method: 'PATCH',
    headers: { ...own, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
    body: content,
  })
}

function authorization({ tokens }: BenchServer): Record<string, string> {
  return { Authorization: `Bearer ${tokens[0]}` }
}
