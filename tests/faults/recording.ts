import type { OpenSocket } from '#client/ports'
import { openWebSocket } from '#client/web-socket'
import type { ServerFrame } from '#protocol/frames'
import type { Happening, History } from './history'

/** A socket of this device that notes what reaches it. `user_id` is known once the device was welcomed. */
export function recording(history: History, via: string): OpenSocket {
  let userId = ''
  return (url, token, handlers) => {
    history.note({ type: 'connect', via })
    return openWebSocket(url, token, {
      ...handlers,
      onClose(code, reason) {
        history.note({ type: 'closed', via, code })
        handlers.onClose(code, reason)
      },
      onText(text) {
        // The client checks every frame by itself.
        const frame = JSON.parse(text) as ServerFrame
        if (frame.type === 'welcome') userId = frame.data.user_id
        for (const happening of happeningsOf(frame, via, userId)) history.note(happening)
        handlers.onText(text)
      },
    })
  }
}

/** What a frame tells the device or socket that heard it, as far as a history keeps it. */
export function happeningsOf(frame: ServerFrame, via: string, user_id: string): Happening[] {
  switch (frame.type) {
    case 'ack': {
      const { client_id, seq, is_duplicate } = frame.data
      return [{ type: 'ack', client_id, seq, is_duplicate }]
    }
    case 'message':
      return [{ type: 'heard', via, user_id, room_id: frame.data.room_id, seq: frame.data.seq }]
    case 'sync': {
      const { messages } = frame.data
      const heard = messages.map(
        ({ room_id, seq }) => ({ type: 'heard', via, user_id, room_id, seq }) as const,
      )
      // What a greeting brings has no ref: only an answer to a question has.
      if (frame.ref === undefined || messages.length === 0) return heard
      return [{ type: 'patched', via, count: messages.length }, ...heard]
    }
    case 'error':
      return frame.data.code === 'internal' ? [{ type: 'defect', line: `${via} was told of one` }] : []
    default:
      return []
  }
}
