import { useState } from 'react'
import { m } from '#catalogue'
import type { User } from '#protocol/accounts'
import { limits } from '#protocol/limits'
import { PeoplePicker } from '../people/people-picker'
import { useClient } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { goTo, roomPath } from '../shell/router'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

/** Starts a group room and opens it. */
export function NewGroupDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const [picked, setPicked] = useState<readonly User[]>([])
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['name', 'description'], async (data) => {
    const room = await client.createRoom({
      room_type: 'group',
      name: textOf(data, 'name').trim(),
      description: textOf(data, 'description').trim(),
      member_ids: picked.map(({ id }) => id),
    })
    onClose()
    closeDrawer()
    goTo(roomPath(room.id))
  })

  return (
    <Dialog title={m.rooms_new_group()} onClose={onClose}>
      <form ref={form} onSubmit={onSubmit} className="flex flex-col gap-4 py-1">
        <Field
          label={m.rooms_group_name()}
          name="name"
          autoComplete="off"
          required
          maxLength={limits.roomNameCharacters}
          problem={problemOf('name')}
          data-first=""
        />
        <Field
          label={m.rooms_group_description()}
          name="description"
          autoComplete="off"
          maxLength={limits.roomDescriptionCharacters}
          problem={problemOf('description')}
        />
        <PeoplePicker label={m.rooms_people()} picked={picked} onPicked={setPicked} />
        <Problem text={problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{m.rooms_cancel()}</Button>
          <Button look="main" type="submit" disabled={isBusy}>
            {m.rooms_start_group()}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
