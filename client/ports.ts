import type { Message } from '#protocol/messages'
import type { KeptLog, KeptView } from './state/kept-view'
import type { Pending } from './state/types'

/**
 * Where the outbox is kept. A browser uses IndexedDB, tests and bots use memory. Every entry belongs to the
 * account that wrote it: whoever signs in next on the same device neither sees nor sends it. Programs that have the
 * same storage, such as the tabs of a browser, share the outbox.
 */
export interface OutboxStorage {
  load(accountId: string): Promise<Kept>
  /** Resolves once the entry and its files would survive a crash of this device. The same client id again keeps its place. */
  add(accountId: string, entry: Pending, files?: FileBytes): Promise<void>
  /**
   * Replaces the entry with the same client id. Resolves to false, and keeps nothing, if that was removed. A file that
   * was taken from the entry goes, and does not come back by a later change.
   */
  change(accountId: string, entry: Pending): Promise<boolean>
  /** Removes an entry with its files. */
  remove(accountId: string, clientId: string): Promise<void>
  /** Removes all entries of an account with their files. */
  clear(accountId: string): Promise<void>
  /** The bytes of a file of an entry; null where they are not kept. */
  bytes(accountId: string, key: string): Promise<Blob | null>
  /** Joins the programs that share what is kept for this account. */
  join(accountId: string, onNews: (news: OutboxNews) => void): Companions
}

/**
 * Where what was seen last is kept, so that it can be shown before the server has answered, and without any network. It
 * belongs to whoever is signed in; there is one view at most, and one log for each of the rooms opened last.
 */
export interface ViewStorage {
  /** What was saved last, or by another version of this program; nothing where there is none. */
  load(): Promise<unknown>
  loadLog(roomId: string): Promise<unknown>
  save(view: KeptView, log: KeptLog | null): Promise<void>
  dropLog(roomId: string): Promise<void>
  clear(): Promise<void>
}

/** The bytes of files by the key of each. */
export type FileBytes = ReadonlyMap<string, Blob>

/** All that is kept for an account. */
export interface Kept {
  /** In the order in which they were added, by whomever. */
  entries: readonly Pending[]
  /** Another one when the storage was emptied by somebody else, such as a person who deletes a site's data. */
  storageId: string
}

/** What one program tells the others that share its outbox. */
export type OutboxNews =
  /** Something was added, changed or removed: load it. */
  | { type: 'changed' }
  /** The server has a message that was waiting. */
  | { type: 'stored'; message: Message }

export interface Companions {
  /** Reaches all others, in order. */
  tell(news: OutboxNews): void
  /**
   * Queues up to be the one who sends. `onTurn` is called with true when it is one's turn, which may be at once, and with
   * false when somebody else has seized it. Returns what ends the turn, or leaves the queue.
   */
  queue(onTurn: (isMine: boolean) => void): () => void
  /** The same past the queue: whoever has the turn loses it. */
  seize(onTurn: (isMine: boolean) => void): () => void
  leave(): void
}

/** The part of a WebSocket the connection uses. */
export interface Socket {
  send(text: string): void
  close(code?: number, reason?: string): void
}

export interface SocketHandlers {
  onOpen(): void
  onText(text: string): void
  /** Called exactly once, whatever the cause; nothing comes after it. */
  onClose(code: number, reason: string): void
}

/**
 * Opens a socket to `url`. `token` is given where no cookie authorises the upgrade; the connection also sends
 * it in its first frame, so that a socket which cannot set headers may ignore it.
 */
export type OpenSocket = (url: string, token: string | null, handlers: SocketHandlers) => Socket
