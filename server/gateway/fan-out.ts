import type { Server } from 'bun'
import type { ServerFrame } from '#protocol/frames'
import type { BusEvent } from '../bus/bus'
import type { App } from '../context'
import { type Connection, type Socket, say, shut } from './connection'

/** The sockets of this node by person, and how bus events reach them. */
export interface FanOut {
  /**
   * From now on the socket is closed with its session, and what its person joins and leaves is known. Where the person
   * has more sockets than they may, the oldest are closed.
   */
  add(socket: Socket, accountId: string): void
  /**
   * From now on the socket hears of its person and of the rooms they are in: those named, as read from the database
   * after `add`, and what was joined and left since. Returns these rooms.
   */
  listen(socket: Socket, accountId: string, roomIds: readonly string[]): ReadonlySet<string>
  remove(socket: Socket, accountId: string): void
  /** The rooms this socket hears of. */
  roomsOf(socket: Socket): string[]
  handle(event: BusEvent): void
  /** Whether a socket here hears of everything that concerns this person. */
  isHere(accountId: string): boolean
  /** Tells the sockets here that do. */
  tell(accountId: string, frame: ServerFrame): void
}

export function createFanOut({ config, metrics }: App, server: () => Server<Connection>): FanOut {
  const byAccount = new Map<string, Set<Socket>>()

  const socketsOf = (accountId: string): Iterable<Socket> => byAccount.get(accountId) ?? []

  function publish(topic: string, frame: ServerFrame) {
    metrics.framesSent.inc(server().subscriberCount(topic))
    server().publish(topic, JSON.stringify(frame))
  }

  function listenTo(socket: Socket, roomId: string) {
    const { onlyRoom } = socket.data
    if (onlyRoom === null || onlyRoom === roomId) socket.subscribe(roomTopic(roomId))
  }

  function changeRoom(socket: Socket, roomId: string, isIn: boolean) {
    const { changedEarly, onlyRoom } = socket.data
    if (changedEarly) changedEarly.set(roomId, isIn)
    else if (isIn) listenTo(socket, roomId)
    else socket.unsubscribe(roomTopic(roomId))
    if (!isIn && onlyRoom === roomId) shut(socket, 'refused')
  }

  return {
    add(socket, accountId) {
      const sockets = byAccount.get(accountId) ?? new Set()
      byAccount.set(accountId, sockets.add(socket))
      const open = [...sockets].filter(({ readyState }) => readyState === WebSocket.OPEN)
      for (const oldest of open.slice(0, -config.limits.socketsPerPerson)) shut(oldest, 'replaced')
    },
    listen(socket, accountId, roomIds) {
      const rooms = new Set(roomIds)
      for (const [roomId, isIn] of socket.data.changedEarly ?? []) {
        if (isIn) rooms.add(roomId)
        else rooms.delete(roomId)
      }
      socket.data.changedEarly = null
      if (socket.data.onlyRoom === null) socket.subscribe(accountTopic(accountId))
      for (const roomId of rooms) listenTo(socket, roomId)
      return rooms
    },
    remove(socket, accountId) {
      const sockets = byAccount.get(accountId)
      sockets?.delete(socket)
      if (sockets?.size === 0) byAccount.delete(accountId)
    },
    roomsOf: (socket) =>
      socket.subscriptions
        .filter((topic) => topic.startsWith(roomTopic('')))
        .map((topic) => topic.slice(roomTopic('').length)),
    isHere: (accountId) => server().subscriberCount(accountTopic(accountId)) > 0,
    tell: (accountId, frame) => publish(accountTopic(accountId), frame),
    handle(event) {
      switch (event.kind) {
        case 'room_frame':
          publish(roomTopic(event.roomId), event.frame)
          return
        case 'members_frame':
          for (const socket of event.accountIds.flatMap((id) => [...socketsOf(id)])) {
            if (socket.isSubscribed(roomTopic(event.roomId))) say(socket, event.frame)
          }
          return
        case 'account_frame':
          publish(accountTopic(event.accountId), event.frame)
          return
        case 'session_frame':
          for (const socket of socketsOf(event.accountId)) {
            const isMeant = socket.data.principal?.sessionId === event.sessionId
            if (isMeant && socket.isSubscribed(accountTopic(event.accountId))) say(socket, event.frame)
          }
          return
        case 'joined':
        case 'left':
          for (const socket of socketsOf(event.accountId)) {
            changeRoom(socket, event.roomId, event.kind === 'joined')
          }
          return
        case 'sessions_ended':
          for (const socket of socketsOf(event.accountId)) {
            const sessionId = socket.data.principal?.sessionId
            if (sessionId && event.sessionIds.includes(sessionId)) shut(socket, 'session_ended')
          }
      }
    },
  }
}

function roomTopic(roomId: string): string {
  return `room:${roomId}`
}

function accountTopic(accountId: string): string {
  return `account:${accountId}`
}
