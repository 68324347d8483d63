import { useState } from 'react'
import { m } from '#catalogue'
import { waysInApi } from '#client/ways-in-api'
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
          <p className="truncate font-semibold">
            <bdi>{name}</bdi>
          </p>
          <p className="text-small text-soft-ink">
            {last_used_at
              ? m.settings_last_used({ when: dayAndTime(last_used_at) })
              : m.settings_added({ when: dayAndTime(passkey.created_at) })}
          </p>
        </div>
        <Button
          aria-expanded={isOpen}
          aria-label={m.settings_change_named({ name })}
          onClick={() => setOpen(!isOpen)}
          className="px-3 text-note"
        >
          {m.settings_change()}
        </Button>
      </div>
      {isOpen && <Changes passkey={passkey} onChanged={onChanged} />}
    </li>
  )
}

function Changes({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }) {
  const client = useClient()
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['name'], async (data) => {
    await waysInApi(client.requester).namePasskey(passkey.id, textOf(data, 'name').trim())
    onChanged()
  })
  return (
    <div className="flex flex-col items-start gap-3 pt-2 pb-1">
      <form ref={form} onSubmit={onSubmit} className="flex w-full flex-col gap-2">
        <Field
          label={m.settings_name()}
          name="name"
          defaultValue={passkey.name}
          autoComplete="off"
          required
          maxLength={limits.passkeyNameCharacters}
          problem={problemOf('name')}
        />
        <Problem text={problem} />
        <Button type="submit" disabled={isBusy} className="self-start">
          {m.settings_rename()}
        </Button>
      </form>
      <ConfirmedAction
        label={m.settings_remove()}
        question={m.settings_remove_passkey_question({ name: passkey.name })}
        confirm={m.settings_remove_passkey()}
        action={async () => {
          await waysInApi(client.requester).removePasskey(passkey.id)
          onChanged()
        }}
      />
    </div>
  )
}
