import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { useIsMuted } from '../notifications/use-is-muted'

/**
 * How much is unread in a room, softly where it is muted, and how often one is mentioned in it. Draws nothing where all is
 * read.
 */
export function UnreadBadges({ room: { id, unread_count, mention_count } }: { room: Room }) {
  const isMuted = useIsMuted(id)
  if (unread_count === 0) return null
  return (
    <span className="inline-flex gap-1 justify-self-end">
      {mention_count > 0 && (
        <Badge
          color="bg-signal"
          shown={`@${atMost(mention_count)}`}
          words={m.rooms_mentions({ count: mention_count })}
        />
      )}
      <Badge
        color={isMuted ? 'bg-soft-ink' : 'bg-signal'}
        shown={atMost(unread_count)}
        words={m.rooms_unread()}
      />
    </span>
  )
}

interface BadgeProps {
  color: 'bg-signal' | 'bg-soft-ink'
  shown: string
  words: string
}

function Badge({ color, shown, words }: BadgeProps) {
  return (
    <span
      className={`min-w-5 rounded-full ${color} px-1.5 text-center text-[0.75rem]/5 font-bold text-sheet`}
    >
      <bdi dir="ltr">{shown}</bdi>
      <span className="sr-only"> {words}</span>
    </span>
  )
}

function atMost(count: number): string {
  return count > 999 ? '999+' : `${count}`
}
