import { m } from '#catalogue'
import { useClient, useReadable } from '../shell/client-context'
import { homePath, Link } from '../shell/router'
import { PendingLine } from './pending-line'

/** Shown in place of a room one is not, or no longer, in; with what one wrote there and could not send. */
export function ClosedRoom({ roomId }: { roomId: string }) {
  const pending = useReadable(useClient().pending)
  const unsent = pending.filter(({ room_id }) => room_id === roomId)
  return (
    <div className="quiet-scroll flex h-full flex-col items-center justify-center-safe gap-3 p-6">
      <h1 className="text-title font-bold">{m.conversation_closed()}</h1>
      <p className="text-center text-soft-ink">{m.conversation_closed_why()}</p>
      {unsent.length > 0 && (
        <section aria-label={m.conversation_unsent()} className="flex w-full max-w-120 flex-col gap-1 py-3">
          <p className="text-center text-soft-ink">{m.conversation_unsent_here()}</p>
          {unsent.map((line) => (
            <PendingLine key={line.client_id} pending={line} isFirst isLast />
          ))}
        </section>
      )}
      <Link
        href={homePath}
        className="grid min-h-10 place-items-center rounded-medium px-4 font-semibold text-accent hover:bg-accent-wash pointer-coarse:min-h-11"
      >
        {m.conversation_back_to_rooms()}
      </Link>
    </div>
  )
}
