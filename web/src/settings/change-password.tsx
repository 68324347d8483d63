import { useState } from 'react'
import { m } from '#catalogue'
import { useClient } from '../shell/client-context'
import { NewPasswordField } from '../sign-in/new-password-field'
import { PasswordField } from '../sign-in/password-field'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

/** Another password, for somebody who knows the one they have. */
export function ChangePassword() {
  const [state, setState] = useState<'untouched' | 'open' | 'left' | 'done'>('untouched')
  if (state === 'open') {
    return <ChangeForm onDone={() => setState('done')} onCancel={() => setState('left')} />
  }
  return (
    <div className="flex flex-col gap-2">
      <Button autoFocus={state !== 'untouched'} onClick={() => setState('open')}>
        {m.settings_change_password()}
      </Button>
      {state === 'done' && (
        <p role="status" className="text-note text-soft-ink">
          {m.settings_password_is_changed()}
        </p>
      )}
    </div>
  )
}

function ChangeForm({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const client = useClient()
  const [password, setPassword] = useState('')
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['password'], async (data) => {
    await client.api.changePassword({ current_password: textOf(data, 'current'), password })
    onDone()
  })
  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      aria-label={m.settings_change_password()}
      className="flex flex-col gap-4 rounded-medium border border-line bg-sheet p-3"
    >
      <PasswordField
        label={m.settings_current_password()}
        name="current"
        autoComplete="current-password"
        autoFocus
      />
      <NewPasswordField
        label={m.sign_in_new_password()}
        value={password}
        onValue={setPassword}
        problem={problemOf('password')}
      />
      <Problem text={problem} />
      <div className="flex flex-wrap gap-2">
        <Button look="main" type="submit" disabled={isBusy}>
          {isBusy ? m.sign_in_changing() : m.settings_change_password()}
        </Button>
        <Button onClick={onCancel}>{m.ui_cancel()}</Button>
      </div>
    </form>
  )
}
