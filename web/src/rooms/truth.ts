import type { ConnectionState, Pending } from '#client/state/types'
import type { CloseReason } from '#protocol/close-codes'

export interface Truth {
  text: string
  /** `good`: nothing is missing here. `busy`: it will be in a moment. `offline` and `failed`: it is not. */
  state: 'good' | 'busy' | 'offline' | 'failed'
  /** What the button says that connects at once. */
  connect?: string
  /** The room where something wants a decision. */
  roomId?: string
}

/** What can honestly be said of this device: whether all it wrote is sent and all there is has arrived. */
export function truthOf(connection: ConnectionState, pending: readonly Pending[]): Truth {
  const failed = pending.filter(({ status }) => status === 'failed')
  const waiting = pending.length - failed.length

  switch (connection.phase) {
    case 'idle':
      return idle(connection.reason)
    case 'connecting':
      return { state: 'busy', text: 'Connecting…' }
    case 'waiting':
      return { state: 'offline', text: `Offline. ${waits(waiting)}`, connect: 'Try now' }
    case 'catching_up':
      return { state: 'busy', text: catchingUp(connection.behind) }
    case 'up_to_date':
      if (waiting > 0) return { state: 'busy', text: `Sending ${messages(waiting)}…` }
      if (failed[0])
        return { state: 'failed', text: `${messages(failed.length)} not sent.`, roomId: failed[0].room_id }
      return { state: 'good', text: 'Everything sent. Up to date.' }
  }
}

function idle(reason: CloseReason | undefined): Truth {
  if (reason === 'replaced') {
    return { state: 'offline', text: 'Paused: you opened Natter in many other places.', connect: 'Use here' }
  }
  if (reason === 'refused') return { state: 'failed', text: 'This page is out of date. Reload it.' }
  return { state: 'busy', text: 'Connecting…' }
}

function waits(count: number): string {
  if (count === 0) return 'Trying to reach the server.'
  return `${messages(count)} ${count === 1 ? 'waits' : 'wait'} here.`
}

function catchingUp(behind: number): string {
  return behind === 0 ? 'Catching up…' : `Catching up ${messages(behind)}`
}

function messages(count: number): string {
  return `${count} ${count === 1 ? 'message' : 'messages'}`
}
