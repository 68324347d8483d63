import { m } from '#catalogue'
import { useClient, useMe } from '../shell/client-context'
import { PasswordField } from '../sign-in/password-field'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

interface Props {
  onGiven: () => void
  onClose: () => void
}

/** Asks who is there before something dangerous is done. Who has no password shows it by signing in again. */
export function PasswordAgain({ onGiven, onClose }: Props) {
  const client = useClient()
  const me = useMe()
  const { form, onSubmit, isBusy, problem } = useForm([], async (data) => {
    await client.api.confirmPassword(textOf(data, 'password'))
    onGiven()
  })

  if (!me.has_password) {
    return (
      <Dialog title={m.admin_is_it_you()} onClose={onClose}>
        <p className="py-1">{m.admin_sign_in_anew()}</p>
      </Dialog>
    )
  }
  return (
    <Dialog title={m.admin_is_it_you()} onClose={onClose}>
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4 py-1">
        <p>{m.admin_password_again()}</p>
        <PasswordField autoComplete="current-password" data-first />
        <Problem text={problem} />
        <Button look="main" type="submit" disabled={isBusy}>
          {isBusy ? m.sign_in_checking() : m.admin_go_on()}
        </Button>
      </form>
    </Dialog>
  )
}
