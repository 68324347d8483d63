import type { ClientFrame, ServerFrame } from '#protocol/frames'
import type { App, Speaker } from '../context'
import { answerCall } from '../domain/calls/answer'
import { hangUp } from '../domain/calls/hang-up'
import { confirmSignals, resumeCall, takeSignal } from '../domain/calls/signal'
import { startCall } from '../domain/calls/start'
import { markRead } from '../domain/delivery/mark-read'
import { markReceived } from '../domain/delivery/mark-received'
import { catchUp } from '../domain/messages/catch-up'
import { sendMessage } from '../domain/messages/send'
import { sayTyping } from '../domain/presence/typing'

/** What a signed-in person asks for. What concerns one socket alone is dealt with before. */
type Later = Exclude<ClientFrame, { type: 'hello' | 'ping' }>
type Handlers = {
  [Type in Later['type']]: (
    app: App,
    speaker: Speaker,
    data: Extract<Later, { type: Type }>['data'],
  ) => Promise<ServerFrame | null>
}

/** What each frame does, and the frame that answers it, if one does. */
const handlers: Handlers = {
  async send(app, { account }, data) {
    const { message, isDuplicate } = await sendMessage(app, account, data)
    const { client_id, room_id, id, seq, timestamp } = message
    return { type: 'ack', data: { client_id, room_id, id, seq, timestamp, is_duplicate: isDuplicate } }
  },
  async sync(app, { account }, data) {
    return { type: 'sync', data: await catchUp(app, account, data.room_id, data.after) }
  },
  async read(app, { account }, data) {
    return { type: 'read', data: await markRead(app, account, data.room_id, data.seq) }
  },
  async typing(app, { account }, data) {
    await sayTyping(app, account, data.room_id)
    return null
  },
  async received(app, { account }, data) {
    return { type: 'received', data: await markReceived(app, account, data) }
  },
  async call_start(app, speaker, data) {
    return { type: 'call', data: await startCall(app, speaker, data) }
  },
  async call_answer(app, speaker, data) {
    return { type: 'call', data: await answerCall(app, speaker, data) }
  },
  async call_hang_up(app, speaker, data) {
    return { type: 'call', data: await hangUp(app, speaker, data) }
  },
  call_resume: resumeCall,
  async call_signal(app, speaker, data) {
    return { type: 'call_received', data: await takeSignal(app, speaker, data) }
  },
  async call_received(app, speaker, data) {
    await confirmSignals(app, speaker, data)
    return null
  },
}

/** @throws DomainError whatever the domain refuses */
export function handleFrame(app: App, speaker: Speaker, frame: Later): Promise<ServerFrame | null> {
  const handler = handlers[frame.type] as (
    app: App,
    speaker: Speaker,
    data: object,
  ) => Promise<ServerFrame | null>
  return handler(app, speaker, frame.data)
}
