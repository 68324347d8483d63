import { useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import { useClient, useReadable, useServer } from '../shell/client-context'
import { link } from '../shell/link'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { NewPasswordField } from './new-password-field'

const { least, most } = limits.usernameCharacters

/** `isGuest` asks somebody who looked around whether what they wrote becomes theirs. */
export function RegisterForm({ isGuest = false }: { isGuest?: boolean }) {
  const client = useClient()
  const { policy, has_mail: hasMail } = useServer()
  const isEmailRequired = policy['accounts.email'] === 'required'
  const [password, setPassword] = useState('')
  const invitation = useReadable(link)
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(
    ['username', 'email', 'password'],
    async (data) => {
      const email = textOf(data, 'email').trim()
      await client.register({
        username: textOf(data, 'username').trim(),
        password,
        ...(email && { email }),
        ...(data.has('keep_guest') && { keep_guest: true }),
        ...(invitation && { invitation: invitation.token }),
      })
    },
  )

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label={m.sign_in_username()}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={problemOf('username') ? m.sign_in_username_seen() : m.sign_in_username_hint({ least, most })}
        problem={problemOf('username')}
      />
      <Field
        label={isEmailRequired ? m.sign_in_email() : m.sign_in_email_optional()}
        name="email"
        type="email"
        autoComplete="email"
        required={isEmailRequired}
        hint={hasMail ? m.sign_in_email_confirmed_by_mail() : m.sign_in_email_unseen()}
        problem={problemOf('email')}
      />
      <NewPasswordField value={password} onValue={setPassword} problem={problemOf('password')} />
      {isGuest && (
        <label className="flex min-h-10 items-center gap-2.5 pointer-coarse:min-h-11">
          <input type="checkbox" name="keep_guest" defaultChecked className="size-4.5 accent-accent" />
          {m.sign_in_keep_guest()}
        </label>
      )}
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_create_busy() : m.sign_in_create_do()}
      </Button>
    </form>
  )
}
