import { useState } from 'react'
import { m } from '#catalogue'
import { waysInApi } from '#client/ways-in-api'
import { limits } from '#protocol/limits'
import { makePasskey } from '../passkeys/device'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

/** Makes a passkey on this device, or on one that the browser can reach. */
export function AddPasskey({ onAdded }: { onAdded: () => void }) {
  const [step, setStep] = useState<'untouched' | 'naming' | 'left'>('untouched')
  if (step !== 'naming') {
    return (
      <Button autoFocus={step === 'left'} onClick={() => setStep('naming')}>
        {m.settings_add_passkey()}
      </Button>
    )
  }
  return (
    <AddForm
      onCancel={() => setStep('left')}
      onAdded={() => {
        setStep('left')
        onAdded()
      }}
    />
  )
}

function AddForm({ onCancel, onAdded }: { onCancel: () => void; onAdded: () => void }) {
  const client = useClient()
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['name'], async (data) => {
    const credential = await makePasskey(await waysInApi(client.requester).newPasskeyOptions())
    await waysInApi(client.requester).addPasskey({ name: textOf(data, 'name').trim(), credential })
    onAdded()
  })
  return (
    <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-3 rounded-medium bg-accent-wash p-3">
      <Field
        label={m.settings_passkey_name()}
        name="name"
        defaultValue={m.settings_this_device()}
        autoComplete="off"
        autoFocus
        required
        maxLength={limits.passkeyNameCharacters}
        problem={problemOf('name')}
      />
      <Problem text={problem} />
      <div className="flex flex-wrap gap-2">
        <Button look="main" type="submit" disabled={isBusy}>
          {isBusy ? m.sign_in_waiting_for_device() : m.settings_make_passkey()}
        </Button>
        <Button onClick={onCancel}>{m.ui_cancel()}</Button>
      </div>
    </form>
  )
}
