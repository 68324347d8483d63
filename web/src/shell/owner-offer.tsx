import { useEffect } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useClient, useMe, useReadable } from './client-context'
import { forgetLink, link } from './link'
import { adminPath, goTo } from './router'

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
    <Dialog title="Own this server" onClose={forgetLink}>
      <div className="flex flex-col gap-4 py-1">
        <p>You become the owner of this server: you choose who runs it with you and who may come in.</p>
        <Problem text={problem} />
        <Button look="main" data-first disabled={isBusy} onClick={() => accept(offer.token)}>
          Become the owner
        </Button>
      </div>
    </Dialog>
  )
}
