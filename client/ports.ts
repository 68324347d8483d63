import type { Pending } from './state/types'

/** Where the outbox is kept. A browser uses IndexedDB, tests and bots use memory. */
export interface OutboxStorage {
  /** All that was kept, in the order it was added. */
  load(): Promise<Pending[]>
  /** Resolves once the entry would survive a crash of this device. */
  put(entry: Pending): Promise<void>
  remove(clientId: string): Promise<void>
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

/** Opens a socket to `url`. `token` is given where no cookie authorises the upgrade. */
export type OpenSocket = (url: string, token: string | null, handlers: SocketHandlers) => Socket
