import { useState } from 'react'
import { m } from '#catalogue'
import { useClient } from '../shell/client-context'
import { homePath, replacePlace } from '../shell/router'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { Entrance } from './entrance'

/** Where a mailed link leads: confirming an address. By a button, since programs that scan mail open links too. */
export function ConfirmEmailPage() {
  const client = useClient()
  const [isDone, setDone] = useState(false)
  const [confirm, { isBusy, problem }] = useAction(async () => {
    await client.api.confirmEmail(location.hash.slice(1))
    setDone(true)
  })

  return (
    <Entrance
      title={isDone ? m.sign_in_email_is_confirmed() : m.sign_in_confirm_email()}
      below={
        <Button look="quiet" className="px-2" onClick={() => replacePlace(homePath)}>
          {m.sign_in_go_to_natter()}
        </Button>
      }
    >
      {isDone ? (
        <p role="status">{m.sign_in_email_is_confirmed_note()}</p>
      ) : (
        <div className="flex flex-col gap-4">
          <p>{m.sign_in_confirm_email_note()}</p>
          <Problem text={problem} />
          <Button look="main" disabled={isBusy} onClick={() => confirm()}>
            {m.sign_in_confirm_email_do()}
          </Button>
        </div>
      )}
    </Entrance>
  )
}
