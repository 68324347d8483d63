import { useState } from 'react'
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
      title={isDone ? 'Your address is confirmed' : 'Confirm your e-mail address'}
      below={
        <Button look="quiet" className="px-2" onClick={() => replacePlace(homePath)}>
          Go to Natter
        </Button>
      }
    >
      {isDone ? (
        <p role="status">You can sign in by it from now on, and reset a forgotten password.</p>
      ) : (
        <div className="flex flex-col gap-4">
          <p>Confirm that the account was opened by you.</p>
          <Problem text={problem} />
          <Button look="main" disabled={isBusy} onClick={() => confirm()}>
            Confirm the address
          </Button>
        </div>
      )}
    </Entrance>
  )
}
