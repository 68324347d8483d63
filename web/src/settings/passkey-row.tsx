import { useState } from 'react'
import { limits } from '#protocol/limits'
import type { Passkey } from '#protocol/passkeys'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { dayAndTime } from '../ui/time'
import { useForm } from '../ui/use-form'

/** One passkey, with what can be changed about it behind a button. */
export function PasskeyRow({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const { name, last_used_at } = passkey
  return (
    <li className="px-3 py-2 text-note">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">{name}</p>
          <p className="text-small text-soft-ink">
            {last_used_at
              ? `Last used ${dayAndTime(last_used_at)}`
              : `Added ${dayAndTime(passkey.created_at)}`}
          </p>
        </div>
        <Button
          aria-expanded={isOpen}
          aria-label={`Change ${name}`}
          onClick={() => setOpen(!isOpen)}
          className="px-3 text-note"
        >
          Change
        </Button>
      </div>
      {isOpen && <Changes passkey={passkey} onChanged={onChanged} />}
    </li>
  )
}

function Changes({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }) {
  const client = useClient()
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['name'], async (data) => {
    await client.api.namePasskey(passkey.id, textOf(data, 'name').trim())
    onChanged()
  })
  return (
    <div className="flex flex-col items-start gap-3 pt-2 pb-1">
      <form ref={form} onSubmit={onSubmit} className="flex w-full flex-col gap-2">
        <Field
          label="Name"
          name="name"
          defaultValue={passkey.name}
          autoComplete="off"
          required
          maxLength={limits.passkeyNameCharacters}
          problem={problemOf('name')}
        />
        <Problem text={problem} />
        <Button type="submit" disabled={isBusy} className="self-start">
          Rename
        </Button>
      </form>
      <ConfirmedAction
        label="Remove"
        question={`Remove “${passkey.name}”? It signs nobody in any more.`}
        confirm="Remove the passkey"
        action={async () => {
          await client.api.removePasskey(passkey.id)
          onChanged()
        }}
      />
    </div>
  )
}
