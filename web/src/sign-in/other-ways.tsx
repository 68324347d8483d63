import type { ComponentProps, ReactNode } from 'react'
import { m } from '#catalogue'
import { waysInApi } from '#client/ways-in-api'
import { GuestButton, useHasGuests } from '../guests/guest-button'
import { useClient, useServer } from '../shell/client-context'
import { link, takeLinkAlong } from '../shell/link'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useHasPasskeys, usePasskey } from './use-passkey'

/** Whether this server has ways in that need no form. */
export function useHasOtherWays(): boolean {
  const { oauth_providers: providers } = useServer()
  const hasPasskeys = useHasPasskeys()
  const hasGuests = useHasGuests()
  return providers.length > 0 || hasPasskeys || hasGuests
}

/** The ways in that need no form, below one; nothing where there are none. */
export function OrOtherWays({ isNew }: { isNew: boolean }) {
  if (!useHasOtherWays()) return null
  return (
    <div className="mt-4 flex flex-col gap-2.5 has-[>p:only-child]:hidden">
      <Divider>{m.sign_in_or()}</Divider>
      <OtherWays isNew={isNew} />
    </div>
  )
}

/** The ways in that need no form, of those this server has. A passkey is no way to an account of one's own. */
export function OtherWays({ isNew }: { isNew: boolean }) {
  const { oauth_providers: providers } = useServer()
  const hasPasskeys = useHasPasskeys() && !isNew
  const hasGuests = useHasGuests()
  return (
    <>
      {hasPasskeys && <PasskeyButton />}
      {providers.map(({ id, label }) => (
        <ServiceButton key={id} id={id} label={label} />
      ))}
      {hasGuests && <GuestButton />}
    </>
  )
}

function Divider({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-3 text-small text-soft-ink before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </p>
  )
}

/** Signs in with a passkey alone. */
export function PasskeyButton(props: Pick<ComponentProps<typeof Button>, 'look' | 'autoFocus'>) {
  const [run, { isBusy, problem }] = usePasskey()
  return (
    <>
      <Button {...props} disabled={isBusy} onClick={() => run()}>
        {isBusy ? m.sign_in_waiting_for_device() : m.sign_in_use_passkey()}
      </Button>
      <Problem text={problem} />
    </>
  )
}

/** Leaves this page for the other service, which sends back here. */
function ServiceButton({ id, label }: { id: string; label: string }) {
  const client = useClient()
  const [go, { isBusy, problem }] = useAction(async () => {
    const { address } = await waysInApi(client.requester).beginOauth(id, 'sign_in', link.get()?.token)
    takeLinkAlong()
    location.assign(address)
  })
  return (
    <>
      <Button disabled={isBusy} onClick={() => go()}>
        {m.sign_in_continue_with({ service: label })}
      </Button>
      <Problem text={problem} />
    </>
  )
}
