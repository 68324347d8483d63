import { m } from '#catalogue'
import { getLocale } from '#locale'
import type { Policy } from '#protocol/policy'
import { useServer } from '../shell/client-context'
import { Facts } from './facts'

const registration: Record<Policy['accounts.registration'], () => string> = {
  open: m.admin_anyone,
  invite: m.admin_who_was_invited,
  closed: m.admin_no_one,
}
const composition: Record<Policy['passwords.composition'], () => string> = {
  none: m.admin_password_length,
  letters_and_digit: m.admin_password_letters,
  with_special: m.admin_password_special,
}

/**
 * How people get in, as it is in force: a policy alone opens no way. It is told by the configuration and cannot be
 * changed here.
 */
export function SignInSection() {
  const { policy, has_mail: hasMail, oauth_providers: services } = useServer()
  const serviceNames = services.map(({ label }) => label)
  return (
    <>
      <p className="text-note text-soft-ink">{m.admin_configured()}</p>
      <Facts
        facts={[
          [m.admin_who_may_register(), registration[policy['accounts.registration']]()],
          [m.admin_by_password(), onOrOff(policy['sign_in.password'])],
          [m.admin_by_passkey(), onOrOff(policy['sign_in.passkey'])],
          [m.admin_by_service(), policy['sign_in.oauth'] ? listOf(serviceNames) : m.admin_off()],
          [m.admin_by_code(), onOrOff(policy['sign_in.otp'], hasMail || m.admin_no_mail())],
          [m.admin_guests(), onOrOff(policy['guests.lobby'], policy['rooms.lobby'] || m.admin_no_lobby())],
          [
            m.admin_email(),
            policy['accounts.email'] === 'required' ? m.admin_email_needed() : m.admin_email_optional(),
          ],
          [m.admin_password_needs(), composition[policy['passwords.composition']]()],
          [m.admin_session_end(), m.admin_days({ count: policy['sessions.days'] })],
        ]}
      />
    </>
  )
}

/** @param isWorking or why what is switched on does not work */
function onOrOff(isOn: boolean, isWorking: true | string = true): string {
  if (!isOn) return m.admin_off()
  return isWorking === true ? m.admin_on() : isWorking
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? m.admin_no_service() : new Intl.ListFormat(getLocale()).format(names)
}
