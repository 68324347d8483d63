import { m } from '#catalogue'
import { Field } from '../ui/field'

/** A phone number, however people write it. */
export function PhoneField({ problem }: { problem: string | undefined }) {
  return (
    <Field
      label={m.sign_in_phone()}
      name="phone"
      type="tel"
      autoComplete="tel"
      required
      placeholder={m.sign_in_phone_example()}
      hint={m.sign_in_phone_hint()}
      problem={problem}
    />
  )
}
