import { m } from '#catalogue'
import type { Typing } from '#protocol/presence'
import { type NameOf, useNameOf } from '../people/person'
import { useClient, useReadable } from '../shell/client-context'

const nobody: readonly Typing[] = []

/** Who is typing in a room, in words; empty when nobody is. */
export function useTypingText(roomId: string): string {
  return typingText(useReadable(useClient().typists).get(roomId) ?? nobody, useNameOf())
}

function typingText(typists: readonly Typing[], nameOf: NameOf): string {
  const [first, second] = typists.map(({ user_id: id, username }) => nameOf({ id, username }))
  if (!first) return ''
  if (!second) return m.rooms_typing_one({ name: first })
  if (typists.length === 2) return m.rooms_typing_two({ first, second })
  return m.rooms_typing_many({ count: typists.length })
}
