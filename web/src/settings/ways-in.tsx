import { m } from '#catalogue'
import { useMe, usePolicy, useServer } from '../shell/client-context'
import { ChangePassword } from './change-password'
import { ConnectedServices } from './connected-services'
import { Passkeys } from './passkeys'

/** The ways one has to sign in. Renders nothing where none of them can be changed here. */
export function WaysIn() {
  const policy = usePolicy()
  const { oauth_providers: providers } = useServer()
  const hasPassword = useMe().has_password && policy['sign_in.password']
  if (!hasPassword && !policy['sign_in.passkey'] && providers.length === 0) return null
  return (
    <section aria-labelledby="ways-in" className="flex flex-col gap-3">
      <h3 id="ways-in" className="-mb-1.5 font-bold">
        {m.settings_ways_in()}
      </h3>
      {hasPassword && <ChangePassword />}
      {policy['sign_in.passkey'] && <Passkeys />}
      {providers.length > 0 && <ConnectedServices providers={providers} />}
    </section>
  )
}
