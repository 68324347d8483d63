import type { RawBuilder } from 'kysely'
import type { Reads } from './reads'
import type { RecentChanges } from './recent-changes'
import type { SearchIndex } from './search/search-index'

export type { Reads }

/** What an engine is opened with. */
export interface EngineNeeds {
  readonly keptSince: Reads['keptSince']
  /** Hears of failures that belong to no caller. */
  onError(error: unknown): void
  /** Hears when the disk turns out to be full, and when something could be written again. */
  onSpace(hasSpace: boolean): void
}

export interface Transaction extends Reads {
  /** Ends a select so that its rows stay locked until the commit; empty where there is a single writer. */
  readonly rowLock: RawBuilder<unknown>
  /**
   * Runs `work` right before the commit, when all else has succeeded: for writes that cost less together with those of
   * other transactions. It is part of this transaction; should it fail, everything of that commit does.
   */
  beforeCommit(work: () => Promise<void>): void
  /** This room gets another newest number, or this account another room: known to `recentChanges` after the commit. */
  noteChange(id: string): void
  /** Runs `work` once everything of this transaction is durable, in the order of commits. Never before. */
  afterCommit(work: () => void): void
}

export interface Store extends Reads {
  readonly engine: 'sqlite' | 'postgresql'
  /** How much room the database takes. */
  sizeBytes(): Promise<number>
  readonly search: SearchIndex
  /** Null where other processes may write too. */
  readonly recentChanges: RecentChanges | null
  /**
   * Runs `work` atomically and resolves when it is durable. When it rejects, nothing of it happened.
   * Inside, use only the transaction's own handle and wait for nothing but the database.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  /**
   * Resolves with the reason when this process can keep nothing any more, because the disk failed in the middle of a
   * commit. Nothing is written from then on, not even to close it: end the process, and start another.
   */
  readonly broken: Promise<unknown>
  close(): Promise<void>
}
