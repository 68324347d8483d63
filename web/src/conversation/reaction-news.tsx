import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { shorten } from '#protocol/text'
import { wordsOf } from '../files/words'
import { useNameOf } from '../people/person'

interface Props {
  messages: readonly Message[]
  meId: string
}

const spokenCharacters = 80

/** Says politely, to screen readers alone, when somebody reacts to one's own message while its room is open. */
export function ReactionNews({ messages, meId }: Props) {
  const nameOf = useNameOf()
  const before = useRef<ReadonlyMap<string, Message> | null>(null)
  const [news, setNews] = useState({ count: 0, text: '' })

  const look = useEffectEvent((held: readonly Message[]) => {
    const own = new Map(held.filter(({ sender_id }) => sender_id === meId).map((one) => [one.id, one]))
    const known = before.current
    before.current = own
    if (known === null) return
    const texts = [...own.values()].flatMap((message) => newsOf(known.get(message.id), message))
    if (texts.length > 0) setNews(({ count }) => ({ count: count + 1, text: texts.join(' ') }))
  })
  useEffect(() => look(messages), [messages])

  function newsOf(known: Message | undefined, message: Message): string[] {
    if (!known || known === message) return []
    const had = new Set(
      known.reactions.flatMap(({ emoji, users }) => users.map(({ id }) => `${emoji} ${id}`)),
    )
    return message.reactions.flatMap(({ emoji, users }) =>
      users
        .filter(({ id }) => id !== meId && !had.has(`${emoji} ${id}`))
        .map((user) =>
          m.message_reacted({ name: nameOf(user), emoji, text: shorten(wordsOf(message), spokenCharacters) }),
        ),
    )
  }

  return (
    <div aria-live="polite" className="sr-only">
      {/* The key makes the same words twice in a row two pieces of news. */}
      <p key={news.count}>{news.text}</p>
    </div>
  )
}
