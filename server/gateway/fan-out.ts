import type { Server } from 'bun'
import type { BusEvent } from '../bus/bus'
import { type Connection, type Socket, shut } from './connection'

/** The sockets of this node by person, and how bus events reach them. */
export interface FanOut {
  /** From now on the socket hears of its person. Rooms are added with `listenTo`. */
  add(socket: Socket, accountId: string): void
  listenTo(socket: Socket, roomId: string): void
  remove(socket: Socket, accountId: string): void
  handle(event: BusEvent): void
  sockets(): Iterable<Socket>
}

export function createFanOut(server: () => Server<Connection>): FanOut {
  const byAccount = new Map<string, Set<Socket>>()

  const socketsOf = (accountId: string): Iterable<Socket> => byAccount.get(accountId) ?? []

  function listenTo(socket: Socket, roomId: string) {
    const { onlyRoom } = socket.data
    if (onlyRoom === null || onlyRoom === roomId) socket.subscribe(roomTopic(roomId))
  }

  return {
    listenTo,
    add(socket, accountId) {
      const sockets = byAccount.get(accountId) ?? new Set()
      byAccount.set(accountId, sockets.add(socket))
      if (socket.data.onlyRoom === null) socket.subscribe(accountTopic(accountId))
    },
    remove(socket, accountId) {
      const sockets = byAccount.get(accountId)
      sockets?.delete(socket)
      if (sockets?.size === 0) byAccount.delete(accountId)
    },
    handle(event) {
      switch (event.kind) {
        case 'room_frame':
          server().publish(roomTopic(event.roomId), JSON.stringify(event.frame))
          return
        case 'account_frame':
          server().publish(accountTopic(event.accountId), JSON.stringify(event.frame))
          return
        case 'joined':
          for (const socket of socketsOf(event.accountId)) {
            socket.data.leftEarly.delete(event.roomId)
            listenTo(socket, event.roomId)
          }
          return
        case 'left':
          for (const socket of socketsOf(event.accountId)) {
            socket.data.leftEarly.add(event.roomId)
            socket.unsubscribe(roomTopic(event.roomId))
            if (socket.data.onlyRoom === event.roomId) shut(socket, 'refused')
          }
          return
        case 'sessions_ended':
          for (const socket of socketsOf(event.accountId)) {
            const sessionId = socket.data.principal?.sessionId
            if (sessionId && event.sessionIds.includes(sessionId)) shut(socket, 'session_ended')
          }
      }
    },
    *sockets() {
      for (const sockets of byAccount.values()) yield* sockets
    },
  }
}

function roomTopic(roomId: string): string {
  return `room:${roomId}`
}

function accountTopic(accountId: string): string {
  return `account:${accountId}`
}
