import { useState } from 'react'
import { limits } from '#protocol/limits'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { forgetLink, link } from '../shell/link'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { PasswordField } from './password-field'
import { PasswordRules } from './password-rules'

const { least, most } = limits.usernameCharacters

export function RegisterForm() {
  const client = useClient()
  const isEmailRequired = usePolicy()['accounts.email'] === 'required'
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
        ...(invitation && { invitation: invitation.token }),
      })
      if (invitation?.kind === 'invitation') forgetLink()
    },
  )

  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="Username"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint={
          problemOf('username')
            ? 'Others see it.'
            : `Others see it. ${least} to ${most} letters, digits or _ . -`
        }
        problem={problemOf('username')}
      />
      <Field
        label={isEmailRequired ? 'E-mail' : 'E-mail (optional)'}
        name="email"
        type="email"
        autoComplete="email"
        required={isEmailRequired}
        hint="Nobody else sees it."
        problem={problemOf('email')}
      />
      <PasswordField
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        problem={problemOf('password')}
        hint={<PasswordRules password={password} />}
      />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
