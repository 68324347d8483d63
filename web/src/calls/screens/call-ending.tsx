import { m } from '#catalogue'
import type { CurrentCall } from '#client/state/current-call'
import { useClient, useReadable } from '../../shell/client-context'
import { Button } from '../../ui/button'
import { Problem } from '../../ui/problem'
import type { Desk } from '../desk'
import { endSentence } from '../sentences'
import { wanted } from '../wanted'

interface Props {
  desk: Desk
  name: string
  held: CurrentCall | null
  /** Why the call could not be made at all. */
  problem: string | null
}

/** How a call ended, or why there was none, and once more. */
export function CallEnding({ desk, name, held, problem }: Props) {
  const { calls } = useClient()
  const asked = useReadable(wanted)

  function again() {
    if (asked) return wanted.set({ ...asked })
    if (!held) return
    const { room_id: roomId, media } = held.call
    wanted.set({ to: roomId === null ? { userId: held.peer.id } : { roomId }, peer: held.peer, media })
  }

  function close() {
    wanted.set(null)
    calls.dismiss()
    desk.hangUp()
  }

  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-[max(0.625rem,var(--safe-top))] pb-2.5">
      {asked ? (
        <div className="min-w-40 flex-1">
          <Problem text={problem} />
        </div>
      ) : (
        <p className="min-w-40 flex-1">{held && endSentence(held.call.end, held.isCaller, name)}</p>
      )}
      <div className="ms-auto flex gap-2">
        <Button onClick={again}>{asked ? m.ui_try_again() : m.calls_again()}</Button>
        <Button look="quiet" onClick={close}>
          {m.ui_close()}
        </Button>
      </div>
    </div>
  )
}
