import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { EmailField } from './email-field'
import { PhoneField } from './phone-field'

interface Newcomer {
  phone: string
  username: string
  email: string
}

const { least, most } = limits.usernameCharacters

export function SignUpForm({ onAsk }: { onAsk: (newcomer: Newcomer) => Promise<void> }) {
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['phone', 'username', 'email'], (data) =>
    onAsk({
      phone: textOf(data, 'phone').trim(),
      username: textOf(data, 'username').trim(),
      email: textOf(data, 'email').trim(),
    }),
  )
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <PhoneField problem={problemOf('phone')} />
      <Field
        label={m.sign_in_username()}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={m.sign_in_username_hint({ least, most })}
        problem={problemOf('username')}
      />
      <EmailField hint={m.sign_in_email_for_codes()} problem={problemOf('email')} />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_asking() : m.sign_in_send_code()}
      </Button>
    </form>
  )
}
