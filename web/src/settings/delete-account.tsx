import { useState } from 'react'
import type { Proof } from '#protocol/proofs'
import { forgetDrafts } from '../conversation/drafts'
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
    forgetDrafts()
    replacePlace(homePath)
  }

  if (step !== 'asking') {
    return (
      <Button className="text-danger" autoFocus={step === 'left'} onClick={() => setStep('asking')}>
        Delete account
      </Button>
    )
  }
  return (
    <section
      aria-labelledby="delete-account"
      className="flex flex-col gap-4 rounded-medium border border-danger p-3"
    >
      <h3 id="delete-account" className="font-bold text-danger">
        Delete account
      </h3>
      <p className="text-note">
        This cannot be undone. What you wrote stays with the people you wrote to, who will read “Deleted User”
        in place of your name. Your name is never given to anybody else. Groups of yours fall to an admin or
        the member who is there longest.
      </p>
      <Field
        label={`Type “${me.username}” to go on`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <Prove purpose="deletion" action="Delete for ever" look="danger" isReady={isSure} run={remove} />
      <Button onClick={() => setStep('left')}>Keep the account</Button>
    </section>
  )
}
