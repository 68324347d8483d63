import { join } from 'node:path'
import { invalid, unavailable } from './inspected'
import { type Answer, type Report, ready, report, type Task } from './worker-messages'

export interface WorkerOptions {
  /** What runs the worker. */
  command: readonly string[]
  /** After this long with one file it is killed. */
  timeLimitMs: number
  /** Without work for so long it is ended: it keeps memory that nobody needs. */
  idleMs: number
  /** Is told when it died of a file. */
  onDeath(sentence: string): void
}

export interface WorkerProcess {
  /**
   * @throws MediaError `invalid_file` when the worker dies of it, `unavailable` when too many wait; an Error when the worker
   * does not start
   */
  run(task: Task): Promise<Answer>
  stop(): Promise<void>
}

interface Running {
  child: Bun.Subprocess<'ignore', 'inherit', 'inherit'>
  isReady: Promise<boolean>
  /** Hears what became of the file that was asked about last, or null when the worker is gone. */
  onReport: (said: Report | null) => void
}

const mostWaiting = 64
const usual = { command: workerCommand(), timeLimitMs: 60_000, idleMs: 60_000, onDeath: () => {} }

/** One worker, started when the first file comes and again after it died. Files wait for each other. */
export function createWorkerProcess(options: Partial<WorkerOptions>): WorkerProcess {
  const { command, timeLimitMs, idleMs, onDeath } = { ...usual, ...options }
  let running: Running | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let isStopped = false

  async function ask(task: Task): Promise<Answer> {
    requireRunning()
    clearTimeout(idle)
    running ??= begin()
    const current = running
    const isReady = await current.isReady
    requireRunning()
    if (!isReady) {
      throw new Error(`The worker for pictures did not start (exit code ${await current.child.exited}).`)
    }
    const said = await reportOf(current, task)
    if (said !== null) {
      if (said.isSpent) end(current)
      else idle = setTimeout(end, idleMs, current).unref()
      return said.answer
    }
    requireRunning()
    onDeath(`The worker for pictures died of a file (${current.child.signalCode ?? current.child.exitCode}).`)
    return invalid()
  }

  function requireRunning(): void {
    if (isStopped) unavailable()
  }

  /** Null when the worker died of it, or had to be killed. */
  async function reportOf(current: Running, task: Task): Promise<Report | null> {
    const { promise, resolve } = Promise.withResolvers<Report | null>()
    current.onReport = resolve
    const limit = setTimeout(() => current.child.kill('SIGKILL'), timeLimitMs)
    current.child.send(task)
    const said = await promise
    clearTimeout(limit)
    if (said === null) await current.child.exited
    return said
  }

  /** Nothing is asked of it any more, though it may live for another moment. */
  function end(ended: Running): void {
    if (running === ended) running = null
    ended.child.kill()
  }

  function begin(): Running {
    const { promise: isReady, resolve } = Promise.withResolvers<boolean>()
    const begun: Running = { child: spawn(), isReady, onReport: () => {} }
    return begun

    function spawn() {
      return Bun.spawn([...command], {
        // It needs no secret and gets none, and tells nobody of its death but this process.
        env: { PATH: process.env.PATH, DO_NOT_TRACK: '1', BUN_ENABLE_CRASH_REPORTING: '0' },
        stdio: ['ignore', 'inherit', 'inherit'],
        ipc(message, child) {
          if (message === ready) return resolve(true)
          const said = report.safeParse(message)
          if (said.success) begun.onReport(said.data)
          else child.kill('SIGKILL')
        },
        onExit() {
          if (running === begun) running = null
          resolve(false)
          begun.onReport(null)
        },
      })
    }
  }

  return {
    async run(task) {
      if (waiting >= mostWaiting) unavailable()
      waiting++
      const turn = last.then(() => ask(task))
      last = turn.catch(() => {}).then(() => waiting--)
      return turn
    },
    async stop() {
      isStopped = true
      clearTimeout(idle)
      running?.child.kill('SIGKILL')
      await running?.child.exited
    },
  }
}

/** The program itself where it is one executable, else the file of the worker, which loads less. */
function workerCommand(): readonly string[] {
  if (Bun.isStandaloneExecutable) return [process.execPath, 'media-worker']
  return [process.execPath, '--no-env-file', join(import.meta.dir, 'worker.ts')]
}
