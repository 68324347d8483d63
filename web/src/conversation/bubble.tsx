import type { ReactNode } from 'react'
import { m } from '#catalogue'
import type { Message } from '#protocol/messages'
import { clockTime, dayAndTime } from '../ui/time'
import { DeliveryMark, type DeliveryState } from './delivery-mark'
import { QuoteBlock } from './quote-block'
import { WrittenText } from './written-text'

interface Props {
  content: string
  /** Whom the text names; left out where that is not known yet. */
  mentions?: Message['mentions']
  isEdited?: boolean
  isDeleted?: boolean
  writtenAt: string
  quote: Message['reply_to']
  /** Null for what others wrote. */
  delivery: DeliveryState | null
  isFirst: boolean
  isLast: boolean
  onQuote?: ((seq: number) => void) | undefined
  /** What it was sent with, above the text. */
  files?: ReactNode
  /** The name above, where it is needed. */
  children?: ReactNode
}

const noMentions: Message['mentions'] = []

/** One text with its time: on sheet at the left for others, on a wash of accent at the right for oneself. */
export function Bubble(props: Props) {
  const { content, mentions, isEdited, isDeleted, writtenAt, quote, delivery } = props
  const { isFirst, isLast, onQuote, files, children } = props
  const look = delivery === null ? 'border-line bg-sheet' : 'border-transparent bg-accent-wash'
  return (
    <div
      className={`max-w-full min-w-0 border px-3 pt-1.5 pb-[7px] ${look} ${corners(delivery !== null, isFirst, isLast)}`}
    >
      {children}
      {quote && !isDeleted && <QuoteBlock quote={quote} onOpen={onQuote} />}
      {!isDeleted && files}
      <div dir="auto" className="written-text flow-root">
        {isDeleted ? (
          <em className="text-soft-ink">{m.conversation_deleted()}</em>
        ) : (
          <WrittenText text={content} mentions={mentions ?? noMentions} />
        )}
        <span className="float-end -me-0.5 -mb-1 ms-3 mt-1.5 inline-flex items-center gap-1 text-tiny text-soft-ink select-none">
          {isEdited && !isDeleted && <span>{m.conversation_edited()}</span>}
          {/* It is written in the language of the page, whichever way the text runs. */}
          <time dateTime={writtenAt} title={dayAndTime(writtenAt)} className="[unicode-bidi:plaintext]">
            {clockTime(writtenAt)}
          </time>
          {delivery && <DeliveryMark state={delivery} />}
        </span>
      </div>
    </div>
  )
}

/** The corner towards the speaker is small, and bubbles of one block join there. */
function corners(isOwn: boolean, isFirst: boolean, isLast: boolean): string {
  const round = 'rounded-large'
  if (isOwn) return `${round} rounded-ee-small ${isFirst ? '' : 'rounded-se-small'}`
  return `${round} rounded-es-small ${isFirst ? '' : 'rounded-ss-small'} ${isLast ? '' : 'rounded-es-small'}`
}
