import type { Typing } from '#protocol/presence'
import { useClient, useReadable } from '../shell/client-context'

const nobody: readonly Typing[] = []

/** Who is typing in a room, in words; empty when nobody is. */
export function useTypingText(roomId: string): string {
  return typingText(useReadable(useClient().typists).get(roomId) ?? nobody)
}

function typingText(typists: readonly Typing[]): string {
  const [first, second] = typists
  if (!first) return ''
  if (!second) return `${first.username} is typing…`
  if (typists.length === 2) return `${first.username} and ${second.username} are typing…`
  return `${typists.length} people are typing…`
}
