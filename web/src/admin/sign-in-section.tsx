import type { Policy } from '#protocol/policy'
import { usePolicy } from '../shell/client-context'
import { Facts } from './facts'

const registration: Record<Policy['accounts.registration'], string> = {
  open: 'Anyone',
  invite: 'Who was invited',
  closed: 'Nobody',
}
const composition: Record<Policy['passwords.composition'], string> = {
  none: 'Nothing but its length',
  letters_and_digit: 'Small and capital letters and a digit',
  with_special: 'Small and capital letters, a digit and a special character',
}

/** How people get in. It is told by the configuration and cannot be changed here. */
export function SignInSection() {
  const policy = usePolicy()
  return (
    <>
      <p className="text-note text-soft-ink">
        This is what the configuration says. Change it there and start the server again.
      </p>
      <Facts
        facts={{
          'Who may open an account': registration[policy['accounts.registration']],
          'Sign-in with a password': onOrOff(policy['sign_in.password']),
          'Sign-in through another service': onOrOff(policy['sign_in.oauth']),
          'Sign-in by phone number and code': onOrOff(policy['sign_in.otp']),
          'Guests in the lobby': onOrOff(policy['guests.lobby']),
          'E-mail address': policy['accounts.email'] === 'required' ? 'Needed' : 'Optional',
          'What a password needs': composition[policy['passwords.composition']],
          'A device that is not used is signed out after': `${policy['sessions.days']} days`,
        }}
      />
    </>
  )
}

function onOrOff(isOn: boolean): string {
  return isOn ? 'On' : 'Off'
}
