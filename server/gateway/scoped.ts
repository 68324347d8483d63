import { protocolVersion } from '#protocol/version'
import { newId } from '../domain/new-id'

/** Sockets of one room carry their token in the address, so their hello is said for them. */
export const scopedHello = JSON.stringify({ type: 'hello', data: { version: protocolVersion } })

const namesNoRoom: ReadonlySet<unknown> = new Set(['hello', 'received', 'ping'])

/**
 * On a socket of one room a frame need not name the room, and a text may be sent as `message` with nothing but
 * its `content`: see docs/delivery.md.
 */
export function completeScoped(value: unknown, roomId: string): unknown {
  if (!isFrame(value) || namesNoRoom.has(value.type)) return value
  const data = { room_id: roomId, ...value.data }
  if (value.type !== 'message') return { ...value, data }
  return { ...value, type: 'send', data: { client_id: newId(), ...data } }
}

function isFrame(value: unknown): value is { type: unknown; data: object } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    'data' in value &&
    typeof value.data === 'object'
  )
}
