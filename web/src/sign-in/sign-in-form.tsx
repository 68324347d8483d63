import { m } from '#catalogue'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { PasswordField } from './password-field'
import { unlessPasskey } from './unless-passkey'
import { usePasskeyAutofill } from './use-passkey'

/** `onPasskeyRequired` is called when the password was right and more is asked for. */
export function SignInForm({ onPasskeyRequired }: { onPasskeyRequired: () => void }) {
  const client = useClient()
  const passkeyProblem = usePasskeyAutofill()
  const { form, onSubmit, isBusy, problem } = useForm([], (data) =>
    unlessPasskey(client.login(textOf(data, 'name').trim(), textOf(data, 'password')), onPasskeyRequired),
  )

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label={m.sign_in_name()}
        name="name"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField autoComplete="current-password" />
      <Problem text={problem ?? passkeyProblem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_busy() : m.sign_in_title()}
      </Button>
    </form>
  )
}
