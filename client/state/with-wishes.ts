import type { Me } from '#protocol/accounts'
import type { Message } from '#protocol/messages'
import type { Reaction } from '#protocol/reactions'

/** A reaction that this person has pressed and the log may not show yet. */
export interface Wish {
  readonly emoji: string
  /** Whether it is to be there, or to be gone. */
  readonly isOn: boolean
  /** The number of the change that made it so; null until the server has it. */
  readonly settledSeq: number | null
}

/** What is said to a message, as this person has just pressed it; the same array when nothing of it is on its way. */
export function withWishes(
  { reactions, changed_seq, deleted_at }: Message,
  wishes: readonly Wish[],
  me: Pick<Me, 'id' | 'username'>,
): readonly Reaction[] {
  if (deleted_at !== null) return reactions
  return wishes
    .filter(({ settledSeq }) => settledSeq === null || settledSeq > changed_seq)
    .reduce<readonly Reaction[]>(
      (shown, { emoji, isOn }) => (isOn ? added(shown, emoji, me) : removed(shown, emoji, me.id)),
      reactions,
    )
}

/** Whether somebody has put this there. */
export function isFrom({ users }: Reaction, userId: string): boolean {
  return users.some(({ id }) => id === userId)
}

function added(shown: readonly Reaction[], emoji: string, { id, username }: Pick<Me, 'id' | 'username'>) {
  const held = shown.find((one) => one.emoji === emoji)
  if (held && isFrom(held, id)) return shown
  if (!held) return [...shown, { emoji, users: [{ id, username }] }]
  return shown.map((one) => (one === held ? { emoji, users: [...one.users, { id, username }] } : one))
}

function removed(shown: readonly Reaction[], emoji: string, myId: string): readonly Reaction[] {
  return shown
    .map((one) => (one.emoji === emoji ? { emoji, users: one.users.filter(({ id }) => id !== myId) } : one))
    .filter(({ users }) => users.length > 0)
}
