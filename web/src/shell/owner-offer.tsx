import { useEffect } from 'react'
import { m } from '#catalogue'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { adminPath } from './address'
import { useClient, useMe, useReadable } from './client-context'
import { forgetLink, link } from './link'
import { goTo } from './router'

/** Asks whoever came by the owner's link, once they are signed in, whether they want it. */
export function OwnerOffer() {
  const client = useClient()
  const me = useMe()
  const offer = useReadable(link)
  const isSpent = offer?.kind === 'invitation' && !me.is_guest
  // Who has an account needs no invitation. A guest may still use it.
  useEffect(() => {
    if (isSpent) forgetLink()
  }, [isSpent])
  const [accept, { isBusy, problem }] = useAction(async (token: string) => {
    await client.becomeOwner(token)
    forgetLink()
    goTo(adminPath)
  })

  if (offer?.kind !== 'owner') return null
  return (
    <Dialog title={m.shell_own_server()} onClose={forgetLink}>
      <div className="flex flex-col gap-4 py-1">
        <p>{m.shell_own_server_note()}</p>
        <Problem text={problem} />
        <Button look="main" data-first disabled={isBusy} onClick={() => accept(offer.token)}>
          {m.shell_become_owner()}
        </Button>
      </div>
    </Dialog>
  )
}
