import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'

/** How much is unread in a room, and how often one is mentioned in it. Draws nothing where all is read. */
export function UnreadBadges({ room: { unread_count, mention_count } }: { room: Room }) {
  if (unread_count === 0) return null
  return (
    <span className="inline-flex gap-1 justify-self-end">
      {mention_count > 0 && (
        <Badge shown={`@${atMost(mention_count)}`} words={m.rooms_mentions({ count: mention_count })} />
      )}
      <Badge shown={atMost(unread_count)} words={m.rooms_unread()} />
    </span>
  )
}

function Badge({ shown, words }: { shown: string; words: string }) {
  return (
    <span className="min-w-5 rounded-full bg-signal px-1.5 text-center text-[0.75rem]/5 font-bold text-sheet">
      <bdi dir="ltr">{shown}</bdi>
      <span className="sr-only"> {words}</span>
    </span>
  )
}

function atMost(count: number): string {
  return count > 999 ? '999+' : `${count}`
}
