import { useEffect, useRef, useState } from 'react'
import type { NewContactInvite } from '#protocol/contacts'
import { addContactPath } from '../shell/router'
import { Button } from '../ui/button'
import { inputLook } from '../ui/field'

/** A link that was made just now, to be copied or shared. It is shown this once. */
export function NewInvite({ invite }: { invite: NewContactInvite }) {
  const field = useRef<HTMLInputElement>(null)
  const [note, setNote] = useState('')
  const link = `${location.origin}${addContactPath}#${invite.token}`

  useEffect(() => field.current?.select(), [])

  async function copy() {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(link)
      setNote('Copied.')
    } catch {
      setNote('The browser refused to copy. The link is selected: copy it yourself.')
    }
  }

  async function share() {
    try {
      await navigator.share({ title: 'Become my contact on Natter', url: link })
    } catch (error) {
      const isCancelled = error instanceof DOMException && error.name === 'AbortError'
      if (!isCancelled) setNote('This device could not share it. Copy it instead.')
    }
  }

  return (
    <div className="flex flex-col gap-2 rounded-medium border border-line bg-sheet p-3">
      <label className="flex flex-col gap-1 font-semibold">
        Your link
        <input
          ref={field}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
          className={`${inputLook} text-note font-normal`}
        />
      </label>
      <p className="text-small text-soft-ink">
        Who opens it becomes your contact when they accept. Send it to them alone: it is shown this once.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        {isSecureContext && (
          <Button look="main" onClick={copy}>
            Copy
          </Button>
        )}
        {'share' in navigator && <Button onClick={share}>Share…</Button>}
        <span role="status" className="text-small text-soft-ink">
          {note}
        </span>
      </div>
    </div>
  )
}
