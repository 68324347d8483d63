import { m } from '#catalogue'
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
      return { state: 'busy', text: m.rooms_truth_connecting() }
    case 'waiting':
      return { state: 'offline', text: offline(waiting), connect: m.rooms_truth_try() }
    case 'catching_up':
      return { state: 'busy', text: catchingUp(connection.behind) }
    case 'up_to_date':
      if (waiting > 0) return { state: 'busy', text: m.rooms_truth_sending({ count: waiting }) }
      if (failed[0])
        return {
          state: 'failed',
          text: m.rooms_truth_failed({ count: failed.length }),
          roomId: failed[0].room_id,
        }
      return { state: 'good', text: m.rooms_truth_good() }
  }
}

function idle(reason: CloseReason | undefined): Truth {
  if (reason === 'replaced') {
    return { state: 'offline', text: m.rooms_truth_replaced(), connect: m.rooms_truth_use_here() }
  }
  if (reason === 'refused') return { state: 'failed', text: m.rooms_truth_refused() }
  return { state: 'busy', text: m.rooms_truth_connecting() }
}

function offline(waiting: number): string {
  return waiting === 0 ? m.rooms_truth_offline() : m.rooms_truth_waiting({ count: waiting })
}

function catchingUp(behind: number): string {
  return behind === 0 ? m.rooms_truth_catching_up() : m.rooms_truth_behind({ count: behind })
}
