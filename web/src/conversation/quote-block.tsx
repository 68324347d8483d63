import { m } from '#catalogue'
import type { Quote } from '#protocol/messages'
import { wordsOf } from '../files/words'
import { hueStyle } from '../people/hue'
import { calledAs, useProfile } from '../people/person'
import { useInnerTabIndex } from './line-focus'

/** What a message answers. A click goes there. */
export function QuoteBlock({ quote, onOpen }: { quote: Quote; onOpen: ((seq: number) => void) | undefined }) {
  const profile = useProfile(quote.sender_id)
  const name = calledAs(quote.sender_username, profile)
  const said = wordsOf({ content: quote.preview, attachments: quote.files })
  const preview = said === '' ? m.conversation_deleted() : said
  return (
    <button
      type="button"
      tabIndex={useInnerTabIndex()}
      title={m.message_go_to_quoted()}
      style={hueStyle(quote.sender_id, profile?.color)}
      onClick={() => onOpen?.(quote.seq)}
      className="person-bar mt-0.5 mb-1.5 block w-full rounded-[2px] ps-2.5 text-start text-note text-soft-ink hover:text-ink"
    >
      <span className="person-name block text-small font-bold">
        <bdi>{name}</bdi>
      </span>
      <span dir="auto" className="line-clamp-2 wrap-anywhere">
        {preview}
      </span>
    </button>
  )
}
