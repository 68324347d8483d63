import { memo } from 'react'
import { m } from '#catalogue'
import type { Pending } from '#client/state/types'
import { PendingAttachments } from '../files/pending-attachments'
import { useClient } from '../shell/client-context'
import { problemText } from '../ui/problem-text'
import { clockTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { Bubble } from './bubble'
import { useLineFocus } from './line-focus'

interface Props {
  pending: Pending
  isFirst: boolean
  isLast: boolean
  onQuote?: (seq: number) => void
}

/** An own text the server has not confirmed yet; one that it does not take says why and waits for a decision. */
export const PendingLine = memo(function PendingLine({ pending, isFirst, isLast, onQuote }: Props) {
  return (
    <article
      {...useLineFocus()}
      aria-label={m.conversation_listed({
        before: m.conversation_you(),
        next: clockTime(pending.written_at),
      })}
      data-place=""
      className={`flex flex-col items-end ${isFirst ? 'mt-2' : ''}`}
    >
      <div className="flex max-w-[min(68ch,calc(100%-5.5rem))] max-wide:pointer-coarse:max-w-[calc(100%-3rem)] min-w-0">
        <Bubble
          content={pending.content}
          writtenAt={pending.written_at}
          quote={pending.reply_to}
          delivery={pending.status}
          isFirst={isFirst}
          isLast={isLast}
          onQuote={onQuote}
          files={<PendingAttachments pending={pending} />}
        />
      </div>
      {!pending.is_kept && (
        <p role="status" className="mt-0.5 text-small text-soft-ink">
          {m.message_not_kept()}
        </p>
      )}
      {pending.failure && <Failure pending={pending} failure={pending.failure} />}
    </article>
  )
})

interface FailureProps {
  pending: Pending
  failure: NonNullable<Pending['failure']>
}

function Failure({ pending, failure }: FailureProps) {
  const client = useClient()
  const [decide, { isBusy, problem }] = useAction((decision: 'retry' | 'discard') =>
    client[decision](pending.client_id),
  )
  const action =
    'min-h-8 rounded-small px-2 font-semibold pointer-coarse:min-h-11 pointer-coarse:px-3 hover:bg-danger-wash'
  return (
    <div className="mt-0.5 flex flex-wrap items-center justify-end text-small">
      <span role="alert" className="me-1 text-danger">
        {problem ??
          (pending.status === 'failed' ? m.message_not_sent_because : m.message_not_sent_yet)({
            reason: problemText(failure),
          })}
      </span>
      <button
        type="button"
        className={`${action} text-accent`}
        disabled={isBusy}
        onClick={() => decide('retry')}
      >
        {m.message_retry()}
      </button>
      <button
        type="button"
        className={`${action} text-danger`}
        disabled={isBusy}
        onClick={() => decide('discard')}
      >
        {m.message_discard()}
      </button>
    </div>
  )
}
