import { Field } from '../ui/field'

/** A phone number, however people write it. */
export function PhoneField({ problem }: { problem: string | undefined }) {
  return (
    <Field
      label="Phone number"
      name="phone"
      type="tel"
      autoComplete="tel"
      required
      placeholder="+49 151 12345678"
      hint="With your country's code. Nobody else sees it."
      problem={problem}
    />
  )
}
