import { m } from '#catalogue'
import { useReadable } from '../shell/client-context'
import { Button } from '../ui/button'
import { takeUpdate, update } from './update'

/** Says that there is a newer version, and loads it when that suits. It stands where it hides nothing that is being written. */
export function UpdateOffer() {
  if (useReadable(update) === null) return null
  return (
    <div
      role="status"
      className="fixed inset-x-3 top-[calc(4.75rem+env(safe-area-inset-top))] z-30 mx-auto flex w-fit max-w-full items-center gap-3 rounded-medium border border-line bg-sheet py-2 ps-4 pe-2 shadow-sheet"
    >
      <p>{m.notifications_update_is_here()}</p>
      <Button look="main" onClick={takeUpdate}>
        {m.ui_reload()}
      </Button>
    </div>
  )
}
