import { join } from 'node:path'
import type { Outcome, Task } from './load'

const processCount = 2

export interface Crew extends AsyncDisposable {
  /** Makes all processes begin at once. Resolves with what they counted together. */
  run(): Promise<Outcome>
}

/** Load processes that share a task. Resolves once all their people are connected. */
export async function gather(task: Task): Promise<Crew> {
  const processes = Array.from({ length: processCount }, (_, n) => startProcess(shareOf(task, n)))
  const lines = processes.map((process) => linesOf(process.stdout))
  for (const line of lines) await line.next()
  return {
    async run() {
      for (const process of processes) process.stdin.write('go\n')
      const outcomes = await Promise.all(
        lines.map(async (line) => JSON.parse((await line.next()).value ?? '')),
      )
      return outcomes.reduce(add)
    },
    async [Symbol.asyncDispose]() {
      for (const process of processes) process.kill('SIGKILL')
      await Promise.all(processes.map((process) => process.exited))
    },
  }
}

function startProcess(task: Task) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'load.ts')], {
    stdin: 'pipe',
    stdout: 'pipe',
  })
  child.stdin.write(`${JSON.stringify(task)}\n`)
  return child
}

/** Every n-th person, so that both ends of a room are often in different processes. */
function shareOf(task: Task, n: number): Task {
  return {
    ...task,
    tokens: task.tokens.filter((_, index) => index % processCount === n),
    rate: typeof task.rate === 'number' ? task.rate / processCount : task.rate,
    writers: Math.ceil(task.writers / processCount),
  }
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

function add(left: Outcome, right: Outcome): Outcome {
  return {
    acknowledged: left.acknowledged + right.acknowledged,
    delivered: left.delivered + right.delivered,
    latencies: [...left.latencies, ...right.latencies],
  }
}
