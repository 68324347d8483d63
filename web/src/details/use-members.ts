import type { Room } from '#protocol/rooms'
import { useClient } from '../shell/client-context'
import { useFetched } from '../ui/use-fetched'

/** Everyone in a room. Who comes and goes is an entry of its log, so it is asked again as the log grows. */
export function useMembers(room: Room) {
  const client = useClient()
  const { value, problem } = useFetched(room.last_seq, () => client.api.room(room.id))
  return { members: value?.members ?? null, problem }
}
