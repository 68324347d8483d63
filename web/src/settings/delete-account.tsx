import { useState } from 'react'
import { m } from '#catalogue'
import type { DeleteAccount as Proof } from '#protocol/codes'
import { forgetDrafts } from '../conversation/drafts'
import { useClient, useMe } from '../shell/client-context'
import { homePath, replacePlace } from '../shell/router'
import { CodeForm } from '../sign-in/code-form'
import { PasswordField } from '../sign-in/password-field'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useAction } from '../ui/use-action'
import { useForm } from '../ui/use-form'

/** Deleting one's account: what that means, the own name typed, and proof that it is oneself. */
export function DeleteAccount() {
  const client = useClient()
  const me = useMe()
  const [step, setStep] = useState<'untouched' | 'asking' | 'left'>('untouched')
  const [typed, setTyped] = useState('')
  const isSure = typed.trim() === me.username

  async function remove(proof: Proof) {
    await client.deleteAccount(proof)
    forgetDrafts()
    replacePlace(homePath)
  }

  if (step !== 'asking') {
    return (
      <Button className="text-danger" autoFocus={step === 'left'} onClick={() => setStep('asking')}>
        {m.settings_delete_account()}
      </Button>
    )
  }
  return (
    <section
      aria-labelledby="delete-account"
      className="flex flex-col gap-4 rounded-medium border border-danger p-3"
    >
      <h3 id="delete-account" className="font-bold text-danger">
        {m.settings_delete_account()}
      </h3>
      <p className="text-note">{m.settings_delete_account_note()}</p>
      <Field
        label={m.settings_type_name({ name: me.username })}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      {me.has_password ? (
        <ByPassword isSure={isSure} remove={remove} />
      ) : (
        <ByCode isSure={isSure} remove={remove} />
      )}
      <Button onClick={() => setStep('left')}>{m.settings_keep_account()}</Button>
    </section>
  )
}

interface ProofProps {
  isSure: boolean
  remove: (proof: Proof) => Promise<void>
}

function ByPassword({ isSure, remove }: ProofProps) {
  const { form, onSubmit, isBusy, problem } = useForm([], (data) =>
    remove({ password: textOf(data, 'password') }),
  )
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4">
      <PasswordField autoComplete="current-password" />
      <Problem text={problem} />
      <Button look="danger" type="submit" disabled={isBusy || !isSure}>
        {isBusy ? m.settings_deleting() : m.settings_delete_for_ever()}
      </Button>
    </form>
  )
}

function ByCode({ isSure, remove }: ProofProps) {
  const client = useClient()
  const [isAsked, setAsked] = useState(false)
  const [ask, { isBusy, problem }] = useAction(async () => {
    await client.api.requestDeletionCode()
    setAsked(true)
  })
  if (isAsked) {
    return (
      <CodeForm
        where={m.settings_deletion_code_sent()}
        again={client.api.requestDeletionCode}
        submit={(code) => remove({ code })}
        action={m.settings_delete_for_ever()}
        look="danger"
      />
    )
  }
  return (
    <>
      <Problem text={problem} />
      <Button look="danger" disabled={isBusy || !isSure} onClick={() => ask()}>
        {m.settings_mail_code()}
      </Button>
    </>
  )
}
