import { m } from '#catalogue'
import { useClient, useReadable } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { Link, roomPath } from '../shell/router'
import { type Truth, truthOf } from './truth'
import { useUnhurried } from './use-unhurried'

const dot: Record<Truth['state'], string> = {
  good: 'bg-good',
  busy: 'bg-accent motion-safe:animate-pulse',
  offline: 'border-2 border-soft-ink',
  failed: 'bg-danger',
}

const action =
  'grid min-h-8 place-items-center rounded-small px-2 font-semibold text-accent hover:bg-accent-wash pointer-coarse:min-h-11'

/** The product's promise, always in sight: whether everything is sent and everything has arrived. */
export function TruthLine() {
  const client = useClient()
  const truth = useUnhurried(truthOf(useReadable(client.connection), useReadable(client.pending)))

  return (
    <div className="flex min-h-10 items-center gap-2 border-t border-line ps-4 pe-2 pb-[env(safe-area-inset-bottom)] text-[0.78125rem] text-soft-ink">
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dot[truth.state]}`} />
      <span role="status" aria-label={m.rooms_truth_connection()} className="flex-1 py-2">
        {truth.text}
      </span>
      {truth.connect !== undefined && (
        <button type="button" onClick={() => client.wake()} className={action}>
          {truth.connect}
        </button>
      )}
      {truth.roomId !== undefined && (
        <Link href={roomPath(truth.roomId)} onClick={closeDrawer} className={action}>
          {m.rooms_truth_show()}
        </Link>
      )}
    </div>
  )
}
