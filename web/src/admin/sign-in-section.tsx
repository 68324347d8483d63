import { m } from '#catalogue'
import type { Policy } from '#protocol/policy'
import { usePolicy } from '../shell/client-context'
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

/** How people get in. It is told by the configuration and cannot be changed here. */
export function SignInSection() {
  const policy = usePolicy()
  return (
    <>
      <p className="text-note text-soft-ink">{m.admin_configured()}</p>
      <Facts
        facts={[
          [m.admin_who_may_register(), registration[policy['accounts.registration']]()],
          [m.admin_by_password(), onOrOff(policy['sign_in.password'])],
          [m.admin_by_service(), onOrOff(policy['sign_in.oauth'])],
          [m.admin_by_code(), onOrOff(policy['sign_in.otp'])],
          [m.admin_guests(), onOrOff(policy['guests.lobby'])],
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

function onOrOff(isOn: boolean): string {
  return isOn ? m.admin_on() : m.admin_off()
}
