import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { PasswordField } from './password-field'

export function SignInForm() {
  const client = useClient()
  const { form, onSubmit, isBusy, problem } = useForm([], (data) =>
    client.login(textOf(data, 'name').trim(), textOf(data, 'password')),
  )

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="Username or e-mail"
        name="name"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField autoComplete="current-password" />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  )
}
