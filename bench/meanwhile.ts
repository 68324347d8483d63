import { join } from 'node:path'
import { freePort } from '#scripts/free-port'
import { type Crew, gather } from './crew'
import { photograph } from './photograph'
import { type BenchServer, startBenchServer } from './server'
import { type Latency, latencyOf } from './statistics'

const photographs = 20
const people = 200
const textsPerSecond = 50
const seconds = 10

/** What those who talk notice of the server. All of it in milliseconds. */
export interface Noticed {
  /** By how much the server was late to turn to what waited, as its own metrics say. */
  lag: Latency
  /** From a small request of another process to its answer. */
  request: Latency
  /** From sending a text to its delivery. */
  delivery: Latency
}

/**
 * 200 people write 50 texts a second, first alone, then while 20 photographs of 12 megapixels are uploaded at once and made
 * into what is stored of them.
 */
export async function meanwhile(): Promise<{ quiet: Noticed; busy: Noticed }> {
  const port = await freePort()
  await using server = await startBenchServer({ people, rooms: people, messages: 2000 }, [
    `--metrics-port=${port}`,
    '--limits-uploads-burst=1000',
  ])
  await using crew = await gather({ url: server.url, tokens: server.tokens })
  const content = await photograph()
  const notice = (work: () => Promise<unknown>) => noticed(server, crew, port, work)
  await notice(() => upload(server, content))
  return {
    quiet: await notice(() => Promise.resolve()),
    busy: await notice(() => Promise.all(Array.from({ length: photographs }, () => upload(server, content)))),
  }
}

async function noticed(
  { url }: BenchServer,
  crew: Crew,
  metricsPort: number,
  work: () => Promise<unknown>,
): Promise<Noticed> {
  await lagSinceAsked(metricsPort)
  const asking = ask(url)
  const texts = crew.run({ what: 'texts', rate: textsPerSecond, actors: people, seconds })
  await work()
  const { latencies } = await texts
  const request = latencyOf(await asking.stop())
  return { lag: await lagSinceAsked(metricsPort), request, delivery: latencyOf(latencies) }
}

async function lagSinceAsked(port: number): Promise<Noticed['lag']> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const lines = metrics.matchAll(/^natter_event_loop_lag_seconds\{quantile="([\d.]+)"\} (\S+)$/gm)
  const lag = new Map([...lines].map(([, quantile, figure]) => [quantile, Number(figure) * 1000]))
  const at = (quantile: string) => lag.get(quantile) ?? Number.NaN
  return { p50: at('0.5'), p95: at('0.95'), p99: at('0.99') }
}

function ask(url: string) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'asking.ts'), url], { stdout: 'pipe' })
  const output = new Response(child.stdout).text()
  return {
    /** Milliseconds of each answer. */
    async stop(): Promise<number[]> {
      if (child.exitCode !== null) throw new Error('the process that asks ended early')
      child.kill()
      return (await output).trim().split('\n').map(Number)
    },
  }
}

async function upload({ url, tokens }: BenchServer, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const body = new FormData()
  body.append('file', new File([content], 'photograph.jpg'))
  const headers = { Authorization: `Bearer ${tokens[0]}` }
  const { ok, status } = await fetch(`${url}/api/v1/files`, { method: 'POST', headers, body })
  if (!ok) throw new Error(`a photograph was not taken: ${status}`)
}
