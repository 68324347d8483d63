import type { Account, App } from '../../context'
import type { LockedRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { areEstranged } from '../contacts/require-contact'
import { DomainError } from '../errors'

/** Why a member of a room can add nothing to it, neither a text nor a reaction; null when they can. */
export async function refusalToWrite(app: App, tx: Transaction, room: LockedRoom, sender: Account) {
  if (room.closed_at !== null) {
    return new DomainError('forbidden', {
      detail: 'This person has deleted their account. Nothing can be written here any more.',
    })
  }
  const isRefused = room.room_type === 'direct' && (await areEstranged(app, tx, room.id, sender.id))
  return isRefused ? new DomainError('not_a_contact') : null
}
