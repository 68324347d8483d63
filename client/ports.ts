import type { Pending } from './state/types'

/**
 * Where the outbox is kept. A browser uses IndexedDB, tests and bots use memory. Every entry belongs to the
 * account that wrote it: whoever signs in next on the same device neither sees nor sends it.
 */
export interface OutboxStorage {
  /** All that was kept for this account, in the order it was first put. */
  load(accountId: string): Promise<Pending[]>
  /** Resolves once the entry would survive a crash of this device. The same client id again replaces it. */
  put(accountId: string, entry: Pending): Promise<void>
  remove(accountId: string, clientId: string): Promise<void>
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
