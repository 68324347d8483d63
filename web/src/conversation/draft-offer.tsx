import { m } from '#catalogue'
import { shorten } from '#protocol/text'
import { useReadable } from '../shell/client-context'
import { Button } from '../ui/button'
import { offeredDrafts } from './draft-sync'

interface Props {
  roomId: string
  onTake: (text: string) => void
  onRefuse: () => void
}

/** What was written on another device while something else was being typed here. */
export function DraftOffer({ roomId, onTake, onRefuse }: Props) {
  const content = useReadable(offeredDrafts).get(roomId)?.content
  return (
    <div role="status" aria-label={m.composer_offer()} className="empty:hidden">
      {content !== undefined && (
        <div className="mb-1.5 flex flex-wrap items-center gap-2 rounded-medium bg-accent-wash px-3 py-2 text-note">
          <p className="min-w-0 flex-1">
            {m.composer_offer()} <bdi className="font-semibold">{shorten(content, 160)}</bdi>
          </p>
          <Button onClick={() => onTake(content)}>{m.composer_offer_take()}</Button>
          <Button look="quiet" onClick={onRefuse}>
            {m.composer_offer_refuse()}
          </Button>
        </div>
      )}
    </div>
  )
}
