import { m } from '#catalogue'
import { waysInApi } from '#client/ways-in-api'
import { useClient, usePolicy } from '../shell/client-context'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

/** Lets somebody into the lobby without an account. */
export function GuestButton() {
  const client = useClient()
  const [enter, { isBusy, problem }] = useAction(async () =>
    client.accept(await waysInApi(client.requester).enterAsGuest()),
  )
  return (
    <>
      <Button disabled={isBusy} onClick={() => enter()}>
        {m.sign_in_as_guest()}
      </Button>
      <Problem text={problem} />
    </>
  )
}

/** Whether guests may come in here. */
export function useHasGuests(): boolean {
  const policy = usePolicy()
  return policy['guests.lobby'] && policy['rooms.lobby']
}
