import { type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { Call, CallMedia } from '#protocol/calls'
import { Face } from '../../people/face'
import { useNameOf } from '../../people/person'
import { useClient, useReadable } from '../../shell/client-context'
import { Button } from '../../ui/button'
import { openModal } from '../../ui/open-modal'
import { Problem } from '../../ui/problem'
import type { Desk } from '../desk'
import { startRinging } from '../ringing'
import { wanted } from '../wanted'

/** Who was writing when it began to ring presses keys that are not meant for it. */
const surpriseMs = 1_000

interface Props {
  desk: Desk
  call: Call
  peer: { id: string; username: string }
}

/** Somebody rings: a native modal dialog, so that the keys reach it and the focus goes back to where it was. */
export function IncomingCall({ desk, call, peer }: Props) {
  const client = useClient()
  const name = useNameOf()(peer)
  const { isBusy, problem } = useReadable(desk.state)
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const accept = useRef<HTMLButtonElement>(null)
  const [isSilent, setSilent] = useState(false)
  const isSurprised = useSurprise()

  useLayoutEffect(() => {
    if (!dialog.current) return
    const close = openModal(dialog.current)
    accept.current?.focus()
    return close
  }, [])
  useEffect(() => {
    if (!isSilent) return startRinging(client, call, name)
  }, [client, call, name, isSilent])

  const answer = (media: CallMedia) => (event: MouseEvent) => {
    if (isSurprised(event)) return
    // Whom one wanted to call oneself is no longer wanted.
    wanted.set(null)
    void desk.accept(call.id, media)
  }
  const decline = (event: MouseEvent) => {
    if (!isSurprised(event)) void desk.decline(call.id)
  }

  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={titleId}
      // Escape stops the noise and leaves the decision open.
      onCancel={(event) => {
        event.preventDefault()
        setSilent(true)
      }}
      className="m-auto w-[min(24rem,calc(100vw-2rem))] animate-[settle_150ms_var(--ease-out)] rounded-large bg-paper p-6 text-ink shadow-sheet"
    >
      <div className="grid justify-items-center gap-4 text-center">
        <Face id={peer.id} name={peer.username} size="large" />
        <h2 id={titleId} className="text-title font-bold">
          {call.media === 'video' ? m.calls_incoming_video({ name }) : m.calls_incoming({ name })}
        </h2>
        <Problem text={problem} />
        <div className="grid w-full gap-2">
          <Button ref={accept} look="main" disabled={isBusy} onClick={answer('audio')}>
            {m.calls_accept()}
          </Button>
          <Button disabled={isBusy} onClick={answer('video')}>
            {m.calls_accept_video()}
          </Button>
          <Button look="danger" onClick={decline}>
            {m.calls_decline()}
          </Button>
          {!isSilent && (
            <Button look="quiet" onClick={() => setSilent(true)}>
              {m.calls_silence()}
            </Button>
          )}
        </div>
      </div>
    </dialog>
  )
}

/** Whether a press by key comes so soon after the dialog that it was meant for the text that was being written. */
function useSurprise(): (event: MouseEvent) => boolean {
  const [since] = useState(() => {
    const wasWriting = document.activeElement?.matches('input, textarea, [contenteditable]') ?? false
    return wasWriting ? performance.now() : null
  })
  return ({ detail }) => detail === 0 && since !== null && performance.now() - since < surpriseMs
}
