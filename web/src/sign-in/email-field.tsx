import { m } from '#catalogue'
import { Field } from '../ui/field'

/** An e-mail address; the hint says what is mailed there. */
export function EmailField({ hint, problem }: { hint: string; problem: string | undefined }) {
  return (
    <Field
      label={m.sign_in_email()}
      name="email"
      type="email"
      autoComplete="email"
      required
      hint={hint}
      problem={problem}
    />
  )
}
