import { useState } from 'react'
import { m } from '#catalogue'
import { useClient, useServer } from '../shell/client-context'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

/** Says that one's address waits to be confirmed, and has the link mailed again. */
export function EmailNote() {
  const client = useClient()
  const { has_mail: hasMail } = useServer()
  const [isSent, setSent] = useState(false)
  const [send, { isBusy, problem }] = useAction(async () => {
    await client.api.repeatEmailConfirmation()
    setSent(true)
  })
  if (!hasMail) return null
  return (
    <div className="flex flex-col gap-2 rounded-medium bg-accent-wash p-3 text-note">
      <p>{m.settings_email_unconfirmed()}</p>
      <Problem text={problem} />
      {isSent ? (
        <p role="status">{m.settings_mail_coming()}</p>
      ) : (
        <Button disabled={isBusy} onClick={() => send()}>
          {m.settings_mail_link_again()}
        </Button>
      )}
    </div>
  )
}
