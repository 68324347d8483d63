import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import type { Room } from '#protocol/rooms'
import { usePeer } from '../rooms/use-presence'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { listTime } from '../ui/time'
import { useFetched } from '../ui/use-fetched'
import { useToday } from '../ui/use-today'

interface Props {
  room: Room
  /** The entries of the room's log that are held. */
  messages: readonly Message[]
}

/** Under a room's name: who is in it, and who of them is here. */
export function WhoIsHere({ room, messages }: Props) {
  if (room.room_type === 'direct') return <PeerIsHere room={room} />
  if (room.room_type === 'lobby') return <LobbyIsHere />
  const isCounted = room.member_count > 1 && room.member_count <= limits.presenceMembers
  return isCounted ? (
    <PeopleAndHere room={room} messages={messages} />
  ) : (
    m.conversation_people({ count: room.member_count })
  )
}

/** Everyone is in the lobby, so whoever is known to be here is here in it. */
function LobbyIsHere() {
  const others = [...useReadable(useClient().presence).values()].filter(({ is_online }) => is_online)
  return listed(m.conversation_open_to_everyone(), hereNow(others.length))
}

function PeerIsHere({ room }: { room: Room }) {
  const peer = usePeer(room)
  const today = useToday()
  if (peer?.is_online) return m.conversation_online()
  if (peer?.last_seen_at) return m.conversation_last_seen({ when: listTime(peer.last_seen_at, today) })
  return m.conversation_two_of_you()
}

/** Who comes into a group and goes is an entry of its log, so its members are asked for again after each. */
function PeopleAndHere({ room, messages }: Props) {
  const client = useClient()
  const meId = useMe().id
  const present = useReadable(client.presence)
  const newestChange = messages.findLast(({ message_type }) => message_type !== 'text')?.seq
  const { value } = useFetched(newestChange, () => client.api.room(room.id))
  const others = value?.members.filter(({ id }) => id !== meId && present.get(id)?.is_online) ?? []
  return listed(m.conversation_people({ count: room.member_count }), hereNow(others.length))
}

/** Empty when nobody else is: oneself is no news. */
function hereNow(others: number): string {
  return others > 0 ? m.conversation_here_now({ count: others + 1 }) : ''
}

function listed(before: string, next: string): string {
  return next === '' ? before : m.conversation_listed({ before, next })
}
