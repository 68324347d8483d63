import { useState } from 'react'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

/** Asks for a link to choose a new password. What it says afterwards is the same for any address. */
export function ForgotForm() {
  const client = useClient()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['email'], async (data) => {
    const email = textOf(data, 'email').trim()
    await client.api.requestPasswordReset(email)
    setSentTo(email)
  })

  if (sentTo !== null) {
    return (
      <p role="status">
        If there is an account with <strong className="wrap-anywhere">{sentTo}</strong>, a mail is on its way
        there. The link in it works for an hour.
      </p>
    )
  }
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <Field
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        hint="We mail you a link to choose a new one."
        problem={problemOf('email')}
      />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? 'Asking…' : 'Send the link'}
      </Button>
    </form>
  )
}
