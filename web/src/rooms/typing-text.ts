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
  if (!second) return `${first} is typing…`
  if (typists.length === 2) return `${first} and ${second} are typing…`
  return `${typists.length} people are typing…`
}
