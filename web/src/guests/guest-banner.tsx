import { useState } from 'react'
import { m } from '#catalogue'
import { calledBy } from '../people/person'
import { useClient, useMe, usePolicy, useReadable } from '../shell/client-context'
import { link } from '../shell/link'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Naming } from '../ui/naming'
import { onDemand } from '../ui/on-demand'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

const RegisterForm = onDemand(async () => (await import('../sign-in/register-form')).RegisterForm)

/** Tells a guest who they are here, and how to stay if they may. */
export function GuestBanner() {
  const me = useMe()
  const client = useClient()
  const [isOpen, setOpen] = useState(false)
  const isInvited = useReadable(link) !== null
  const mayRegister = usePolicy()['accounts.registration'] === 'open' || isInvited
  const [leave, { isBusy, problem }] = useAction(client.logout)
  return (
    <section
      aria-label={m.sign_in_guest()}
      data-region="banner"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-wash px-4 pt-[max(0.375rem,env(safe-area-inset-top))] pb-1.5 text-note"
    >
      <p className="min-w-0 flex-1">
        <Naming name={calledBy(me)} sentence={(name) => m.sign_in_guest_note({ name })} />
      </p>
      {mayRegister ? (
        <Button look="main" className="px-3 text-note" onClick={() => setOpen(true)}>
          {m.sign_in_guest_make_account()}
        </Button>
      ) : (
        <Button className="px-3 text-note" disabled={isBusy} onClick={() => leave()}>
          {m.sign_in_title()}
        </Button>
      )}
      {isOpen && (
        <Dialog title={m.sign_in_guest_make_account()} onClose={() => setOpen(false)}>
          <RegisterForm isGuest />
          <p className="mt-3 flex flex-wrap items-center justify-center gap-x-1 text-soft-ink">
            {m.sign_in_have_account()}
            <Button look="quiet" className="px-2" disabled={isBusy} onClick={() => leave()}>
              {m.sign_in_title()}
            </Button>
          </p>
        </Dialog>
      )}
      <Problem text={problem} />
    </section>
  )
}
