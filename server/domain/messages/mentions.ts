import { limits } from '#protocol/limits'
import { everyoneNames, type Mention, namedPlaces } from '#protocol/mentions'
import { foldName } from '../../store/accounts'
import { membersNamed } from '../../store/mentions'
import type { LockedRoom } from '../../store/rooms'
import type { Transaction } from '../../store/store'
import { fieldProblem } from '../errors'

/**
 * Whom a text names: members of its room by `@username`, whatever the case, and everyone by `@all` or `@here`. Each
 * name once, in the order of names.
 * @throws DomainError `invalid` when it names too many
 */
export async function mentionsOf(tx: Transaction, room: LockedRoom, content: string): Promise<Mention[]> {
  const places = namedPlaces(content)
  if (places.length === 0) return []
  const members = await membersNamed(
    tx,
    room.id,
    places.flatMap(({ readings }) => readings),
  )

  const named = new Map<string, Mention>()
  for (const { readings } of places) {
    const mention = readings.map((name) => meaningOf(room, members, name)).find((meant) => meant !== null)
    if (mention) named.set(mention.name, mention)
  }
  if (named.size > limits.mentions) {
    const detail = `A message can name at most ${limits.mentions} people with an @.`
    throw fieldProblem('invalid', 'content', 'too_many_mentions', detail)
  }
  return [...named.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
}

function meaningOf(room: LockedRoom, members: ReadonlyMap<string, string>, name: string): Mention | null {
  const folded = foldName(name)
  if (room.room_type !== 'direct' && everyoneNames.has(folded)) return { user_id: null, name }
  const user_id = members.get(folded)
  return user_id === undefined ? null : { user_id, name }
}
