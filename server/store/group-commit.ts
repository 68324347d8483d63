import type { RecentChanges } from './recent-changes'
import { isDiskFailure, isOutOfSpace, type SpaceWatch } from './space'
import type { Transaction } from './store'

interface Writer {
  /** Executes one statement on the handle all transactions share. */
  execute(statement: string): void
  readonly db: Transaction['db']
  readonly run: Transaction['run']
  readonly rowLock: Transaction['rowLock']
  readonly keptSince: Transaction['keptSince']
}

interface Waiting {
  work(tx: Transaction): Promise<unknown>
  resolve(value: unknown): void
  reject(reason: unknown): void
}

/** What transactions leave to be done around the commit they share. */
interface Late {
  beforeCommit: (() => Promise<void>)[]
  afterCommit: (() => void)[]
}

interface Needs {
  writer: Writer
  space: SpaceWatch
  recentChanges: RecentChanges
  onAfterCommitError(error: unknown): void
  /** Hears, once, that a commit failed of which nobody knows what the disk holds. Nothing is committed after it. */
  onBroken(error: unknown): void
}

const groupSize = 256
const gatherMs = 2

/**
 * Lets many transactions share one commit, and so one fsync. Each runs under a savepoint of its own, so
 * that one failing leaves the others alone, unless it is the disk that fails. Order of arrival is order of commit and
 * of after-commit work.
 */
export function createGroupCommit(needs: Needs) {
  const queue: Waiting[] = []
  let broken: { by: unknown } | null = null
  let gathering: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null

  function transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (broken) return reject(broken.by)
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      if (running) return
      if (queue.length >= groupSize) start()
      else gathering ??= setTimeout(start, gatherMs)
    })
  }

  function start() {
    if (gathering) clearTimeout(gathering)
    gathering = null
    running ??= drain().finally(() => {
      running = null
      if (queue.length > 0) start()
    })
  }

  async function drain() {
    while (queue.length > 0 && !broken) await commitGroup(needs, queue.splice(0, groupSize), fail)
  }

  function fail(error: unknown) {
    broken = { by: error }
    for (const waiting of queue.splice(0)) waiting.reject(error)
    needs.onBroken(error)
  }

  /** Resolves when nothing waits or runs any more. */
  async function settled() {
    while (running || gathering) {
      if (gathering) start()
      await running
    }
  }

  /** Waits for all of it, and refuses what comes later. */
  async function close() {
    await settled()
    broken ??= { by: new Error('The store is closed.') }
  }

  return { transaction, close }
}

async function commitGroup(
  { writer, space, recentChanges, onAfterCommitError }: Needs,
  group: readonly Waiting[],
  onBroken: (error: unknown) => void,
): Promise<void> {
  const finish: (() => void)[] = []
  const late: Late = { beforeCommit: [], afterCommit: [] }
  let isCommitting = false
  try {
    writer.execute('BEGIN IMMEDIATE')
    for (const waiting of group) finish.push(await runOne({ writer, recentChanges }, waiting, late))
    for (const work of late.beforeCommit) await work()
    isCommitting = true
    writer.execute('COMMIT')
  } catch (error) {
    for (const waiting of group) waiting.reject(error)
    space.failed(error)
    if (isCommitting && isDiskFailure(error)) onBroken(error)
    else rollBack(writer)
    return
  }
  space.committed()
  for (const work of late.afterCommit) {
    try {
      work()
    } catch (error) {
      onAfterCommitError(error)
    }
  }
  for (const tell of finish) tell()
}

/** Runs one transaction under a savepoint. Returns how to tell its caller, to be done after the commit. */
async function runOne(
  { writer, recentChanges }: Pick<Needs, 'writer' | 'recentChanges'>,
  waiting: Waiting,
  late: Late,
): Promise<() => void> {
  const own: Late = { beforeCommit: [], afterCommit: [] }
  const tx: Transaction = {
    db: writer.db,
    run: writer.run,
    rowLock: writer.rowLock,
    keptSince: writer.keptSince,
    noteChange: (id) => own.afterCommit.push(() => recentChanges.note(id)),
    beforeCommit: (work) => own.beforeCommit.push(work),
    afterCommit: (work) => own.afterCommit.push(work),
  }
  writer.execute('SAVEPOINT one')
  try {
    const value = await waiting.work(tx)
    writer.execute('RELEASE one')
    late.beforeCommit.push(...own.beforeCommit)
    late.afterCommit.push(...own.afterCommit)
    return () => waiting.resolve(value)
  } catch (error) {
    // SQLite may have rolled back everything by itself, and the others would fare no better.
    if (isOutOfSpace(error) || isDiskFailure(error)) throw error
    writer.execute('ROLLBACK TO one')
    writer.execute('RELEASE one')
    return () => waiting.reject(error)
  }
}

/** SQLite has already rolled back by itself after some errors, such as a full disk. */
function rollBack(writer: Writer) {
  try {
    writer.execute('ROLLBACK')
  } catch (error) {
    if (!String(error).includes('no transaction is active')) throw error
  }
}
