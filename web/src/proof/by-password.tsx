import { m } from '#catalogue'
import { PasswordField } from '../sign-in/password-field'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import type { ProveProps } from './prove-props'

/** Proving it by the password of the account. */
export function ByPassword({ purpose, action, look = 'main', isReady = true, run }: ProveProps) {
  const { form, onSubmit, isBusy, problem } = useForm([], (data) =>
    run({ password: textOf(data, 'password') }),
  )
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <PasswordField autoComplete="current-password" autoFocus={purpose === 'export'} />
      <Problem text={problem} />
      <Button look={look} type="submit" disabled={isBusy || !isReady}>
        {isBusy ? m.proof_working() : action}
      </Button>
    </form>
  )
}
