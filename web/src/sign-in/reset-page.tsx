import { useState } from 'react'
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
      {isDone ? 'Sign in' : 'Back'}
    </Button>
  )
  if (isDone) {
    return (
      <Entrance title="Your password is changed" below={home}>
        <p role="status">You were signed out everywhere. Sign in with the new password.</p>
      </Entrance>
    )
  }
  return (
    <Entrance title={token ? 'Choose a new password' : 'Forgot your password?'} below={home}>
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
        label="New password"
        value={password}
        onValue={setPassword}
        problem={problemOf('password')}
      />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? 'Changing…' : 'Change the password'}
      </Button>
    </form>
  )
}
