import { m } from '#catalogue'
import { PasswordField } from './password-field'
import { PasswordRules } from './password-rules'

interface Props {
  label?: string
  value: string
  onValue: (value: string) => void
  problem: string | undefined
}

/** A password that is being chosen, with what it must have. */
export function NewPasswordField({ label = m.sign_in_password(), value, onValue, problem }: Props) {
  return (
    <PasswordField
      label={label}
      autoComplete="new-password"
      value={value}
      onChange={(event) => onValue(event.target.value)}
      problem={problem}
      hint={<PasswordRules password={value} />}
    />
  )
}
