import { m } from '#catalogue'
import { forgetWriting } from '../conversation/forget-writing'
import { useClient, useReadable } from '../shell/client-context'
import { homePath, replacePlace } from '../shell/router'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

/** Signs out here. Drafts go, since the device may be shared; what is not sent yet is kept for the next sign-in. */
export function SignOut() {
  const client = useClient()
  const unsent = useReadable(client.pending).length
  const [signOut, { isBusy, problem }] = useAction(async () => {
    await client.logout()
    forgetWriting()
    replacePlace(homePath)
  })

  return (
    <div className="flex flex-col gap-2">
      {unsent > 0 && <p className="text-note text-soft-ink">{m.settings_unsent({ count: unsent })}</p>}
      <Button disabled={isBusy} onClick={() => signOut()}>
        {m.settings_sign_out()}
      </Button>
      <Problem text={problem} />
    </div>
  )
}
