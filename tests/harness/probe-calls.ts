import type { Call, CallMedia, Signal } from '#protocol/calls'
import type { FrameOf } from '#protocol/frames'
import type { ProbeSocket } from './probe-socket'

type Answer = FrameOf<'call'> | FrameOf<'call_received'> | FrameOf<'error'>

/** Says a frame about a call and waits for what answers it. What is told of calls before that is passed over. */
export async function ask(socket: ProbeSocket, type: string, data: object): Promise<Answer> {
  const ref = crypto.randomUUID()
  socket.say({ type, data, ref })
  for (;;) {
    const answer = await socket.next('call', 'call_received', 'error')
    if (answer.ref === ref) return answer
  }
}

/** The call that answers a frame. Fails when it was refused. */
export async function askCall(socket: ProbeSocket, type: string, data: object): Promise<Call> {
  const answer = await ask(socket, type, data)
  if (answer.type !== 'call') throw new Error(`${type} was answered with ${JSON.stringify(answer.data)}`)
  return answer.data
}

/** Why a frame was refused; null when it was not. */
export async function refusalOf(socket: ProbeSocket, type: string, data: object): Promise<string | null> {
  const answer = await ask(socket, type, data)
  return answer.type === 'error' ? answer.data.code : null
}

export type Whom = { room_id: string } | { user_id: string }

export function ring(socket: ProbeSocket, whom: Whom, media: CallMedia = 'audio'): Promise<Call> {
  return askCall(socket, 'call_start', { call_id: crypto.randomUUID(), media, ...whom })
}

export function accept(socket: ProbeSocket, { id }: Call): Promise<Call> {
  return askCall(socket, 'call_answer', answer(id, true))
}

export function decline(socket: ProbeSocket, { id }: Call): Promise<Call> {
  return askCall(socket, 'call_answer', answer(id, false))
}

export function hangUp(socket: ProbeSocket, { id }: Call): Promise<Call> {
  return askCall(socket, 'call_hang_up', { call_id: id })
}

/** What a device answers to a call; another device, or tab, has another `answer_id`. */
export function answer(call_id: string, accept: boolean, answer_id = 'a') {
  return { call_id, accept, answer_id }
}

/** Waits until a socket is told of a call in this phase. */
export async function told(socket: ProbeSocket, phase: Call['phase']): Promise<Call> {
  for (;;) {
    const { data } = await socket.next('call')
    if (data.phase === phase) return data
  }
}

/** Something a browser may signal, told apart by its number. */
export function candidate(number: number): Signal {
  return { kind: 'candidate', candidate: `candidate:${number}`, sdp_mid: '0', sdp_m_line_index: 0 }
}
