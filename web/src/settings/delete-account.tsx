import { useState } from 'react'
import { m } from '#catalogue'
import type { Proof } from '#protocol/proofs'
import { forgetWriting } from '../conversation/forget-writing'
import { Prove } from '../proof/prove'
import { useClient, useMe } from '../shell/client-context'
import { returned } from '../shell/returned'
import { homePath, replacePlace } from '../shell/router'
import { Button } from '../ui/button'
import { Field } from '../ui/field'

/** Deleting one's account: what that means, the own name typed, and proof that it is oneself. */
export function DeleteAccount() {
  const client = useClient()
  const me = useMe()
  const [step, setStep] = useState<'untouched' | 'asking' | 'left'>(
    returned.settings === 'deletion' ? 'asking' : 'untouched',
  )
  const [typed, setTyped] = useState('')
  const isSure = typed.trim() === me.username

  async function remove(proof: Proof) {
    await client.deleteAccount(proof)
    forgetWriting()
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
      <Prove
        purpose="deletion"
        action={m.settings_delete_for_ever()}
        look="danger"
        isReady={isSure}
        run={remove}
      />
      <Button onClick={() => setStep('left')}>{m.settings_keep_account()}</Button>
    </section>
  )
}
