import { useState } from 'react'
import { m } from '#catalogue'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Naming } from '../ui/naming'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'
import { EmailField } from './email-field'

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
        <Naming name={sentTo} sentence={(email) => m.sign_in_link_sent({ email })} />
      </p>
    )
  }
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <EmailField hint={m.sign_in_email_for_link()} problem={problemOf('email')} />
      <Problem text={problem} />
      <Button look="main" type="submit" disabled={isBusy}>
        {isBusy ? m.sign_in_asking() : m.sign_in_send_link()}
      </Button>
    </form>
  )
}
