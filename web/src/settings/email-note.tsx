import { useState } from 'react'
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
      <p>
        Your e-mail address is not confirmed yet. Until it is, sign in with your username; a forgotten
        password can't be reset.
      </p>
      <Problem text={problem} />
      {isSent ? (
        <p role="status">A mail is on its way.</p>
      ) : (
        <Button disabled={isBusy} onClick={() => send()}>
          Mail me the link again
        </Button>
      )}
    </div>
  )
}
