import { useEffect, useRef, useState } from 'react'
import { m } from '#catalogue'
import type { NewContactInvite } from '#protocol/contacts'
import { addContactPath } from '../shell/address'
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
      setNote(m.people_copied())
    } catch {
      setNote(m.people_copy_refused())
    }
  }

  async function share() {
    try {
      await navigator.share({ title: m.people_share_title(), url: link })
    } catch (error) {
      const isCancelled = error instanceof DOMException && error.name === 'AbortError'
      if (!isCancelled) setNote(m.people_share_refused())
    }
  }

  return (
    <div className="flex flex-col gap-2 rounded-medium border border-line bg-sheet p-3">
      <label className="flex flex-col gap-1 font-semibold">
        {m.people_your_link()}
        <input
          ref={field}
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
          className={`${inputLook} text-note font-normal`}
        />
      </label>
      <p className="text-small text-soft-ink">{m.people_link_note()}</p>
      <div className="flex flex-wrap items-center gap-2">
        {isSecureContext && (
          <Button look="main" onClick={copy}>
            {m.ui_copy()}
          </Button>
        )}
        {'share' in navigator && <Button onClick={share}>{m.people_share()}</Button>}
        <span role="status" className="text-small text-soft-ink">
          {note}
        </span>
      </div>
    </div>
  )
}
