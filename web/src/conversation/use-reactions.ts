import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { isFrom, type Wish, withWishes } from '#client/state/with-wishes'
import type { Message } from '#protocol/messages'
import type { Reaction } from '#protocol/reactions'
import { useClient, useMe } from '../shell/client-context'
import { explain } from '../ui/explain'

const none: readonly Wish[] = []

/** What is said to a message by emoji, as it is to be shown now, and a function that presses or releases one. */
export function useReactions(message: Message) {
  const client = useClient()
  const me = useMe()
  const wishes = useWishes(message.id)
  const [problem, setProblem] = useState<string | null>(null)
  const reactions: readonly Reaction[] = useMemo(() => withWishes(message, wishes, me), [message, wishes, me])
  const isMine = (emoji: string) => reactions.some((one) => one.emoji === emoji && isFrom(one, me.id))

  async function turn(emoji: string) {
    setProblem(null)
    try {
      await client.react(message, emoji, !isMine(emoji))
    } catch (error) {
      setProblem(explain(error))
    }
  }
  return { reactions, isMine, turn, problem }
}

/** Drawn again only when those of this message change. */
function useWishes(messageId: string): readonly Wish[] {
  const { reactions } = useClient()
  const subscribe = useCallback((listener: () => void) => reactions.subscribe(listener), [reactions])
  return useSyncExternalStore(subscribe, () => reactions.get().get(messageId) ?? none)
}
