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
      <Dialog title="Is it you?" onClose={onClose}>
        <p className="py-1">
          This is only done within ten minutes of signing in. Sign out in the settings and in again, then come
          back here.
        </p>
      </Dialog>
    )
  }
  return (
    <Dialog title="Is it you?" onClose={onClose}>
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4 py-1">
        <p>Give your password again. For ten minutes you are not asked any more.</p>
        <PasswordField autoComplete="current-password" data-first />
        <Problem text={problem} />
        <Button look="main" type="submit" disabled={isBusy}>
          {isBusy ? 'Checking…' : 'Go on'}
        </Button>
      </form>
    </Dialog>
  )
}
