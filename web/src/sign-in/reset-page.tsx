import { useState } from 'react'
import { m } from '#catalogue'
import { useClient } from '../shell/client-context'
import { homePath, replacePlace } from '../shell/router'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { useForm } from '../ui/use-form'
import { Entrance } from './entrance'
import { ForgotForm } from './forgot-form'
import { NewPasswordField } from './new-password-field'

/** Where a mailed link leads: choosing a new password. Without a token it asks for a link. */
export function ResetPage() {
  const token = location.hash.slice(1)
  const [isDone, setDone] = useState(false)
  const home = (
    <Button look="quiet" className="px-2" onClick={() => replacePlace(homePath)}>
      {isDone ? m.sign_in_title() : m.ui_back()}
    </Button>
  )
  if (isDone) {
    return (
      <Entrance title={m.sign_in_password_is_changed()} below={home}>
        <p role="status">{m.sign_in_password_is_changed_note()}</p>
      </Entrance>
    )
  }
  return (
    <Entrance title={token ? m.sign_in_choose_password() : m.sign_in_forgot()} below={home}>
      {token ? <ResetForm token={token} onDone={() => setDone(true)} /> : <ForgotForm />}
    </Entrance>
  )
}

function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const client = useClient()
  const [password, setPassword] = useState('')
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['password'], async () => {
    await client.api.confirmPasswordReset({ token, password })
    onDone()
  })
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <NewPasswordField
        label={m.sign_in_new_password()}
        value={password}
        onValue={setPassword}
        problem={problemOf('password')}
      />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_changing() : m.sign_in_change_password()}
      </Button>
    </form>
  )
}
