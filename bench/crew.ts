import { join } from 'node:path'
import type { Crowd, Order } from './load'
import { type Outcome, sumOf } from './outcome'

const processCount = 2

export interface Crew extends AsyncDisposable {
  /** Makes all processes begin at once. Resolves with what they counted together. */
  run(order: Order): Promise<Outcome>
}

/** Load processes that share a crowd. Resolves once all of it is connected. */
export async function gather(crowd: Crowd): Promise<Crew> {
  const processes = Array.from({ length: processCount }, (_, n) => startProcess(shareOf(crowd, n)))
  const lines = processes.map((process) => linesOf(process.stdout))
  await Promise.all(lines.map((line) => line.next()))
  return {
    async run({ rate, actors, ...order }) {
      const share: Order = {
        ...order,
        rate: rate === 'closed' ? rate : rate / processCount,
        actors: Math.ceil(actors / processCount),
      }
      for (const process of processes) process.stdin.write(`${JSON.stringify(share)}\n`)
      const answers = await Promise.all(lines.map((line) => line.next()))
      return sumOf(answers.map(({ value }): Outcome => JSON.parse(value)))
    },
    async [Symbol.asyncDispose]() {
      for (const process of processes) process.kill('SIGKILL')
      await Promise.all(processes.map((process) => process.exited))
    },
  }
}

function startProcess(crowd: Crowd) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'load.ts')], {
    stdin: 'pipe',
    stdout: 'pipe',
  })
  child.stdin.write(`${JSON.stringify(crowd)}\n`)
  return child
}

/** Every n-th person, so that both ends of a room are often in different processes. */
function shareOf({ url, tokens }: Crowd, n: number): Crowd {
  return { url, tokens: tokens.filter((_, index) => index % processCount === n) }
}

async function* linesOf(stdout: ReadableStream<Uint8Array>): AsyncGenerator<string, string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stdout) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  throw new Error('a load process ended early')
}
