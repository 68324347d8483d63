import { useState } from 'react'
import { m } from '#catalogue'
import { limits } from '#protocol/limits'
import type { Room } from '#protocol/rooms'
import { roomName } from '../rooms/room-name'
import { useClient } from '../shell/client-context'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { textOf } from '../ui/text-of'
import { useForm } from '../ui/use-form'

/** The room's name and what it is about; whoever may change them does so in place. */
export function RoomDescription({ room, mayChange }: { room: Room; mayChange: boolean }) {
  const [isChanging, setChanging] = useState(false)
  if (isChanging) return <ChangeForm room={room} onDone={() => setChanging(false)} />
  return (
    <>
      <p className="text-large leading-tight font-bold wrap-anywhere">
        <bdi>{roomName(room)}</bdi>
      </p>
      {room.description !== '' && (
        <p dir="auto" className="text-note whitespace-pre-wrap wrap-anywhere text-soft-ink">
          {room.description}
        </p>
      )}
      {mayChange && (
        <Button look="quiet" onClick={() => setChanging(true)}>
          {m.details_change()}
        </Button>
      )}
    </>
  )
}

function ChangeForm({ room, onDone }: { room: Room; onDone: () => void }) {
  const client = useClient()
  const { form, onSubmit, problemOf, isBusy, problem } = useForm(['name', 'description'], async (data) => {
    await client.api.changeRoom(room.id, {
      name: textOf(data, 'name').trim(),
      description: textOf(data, 'description').trim(),
    })
    onDone()
  })
  return (
    <form ref={form} onSubmit={onSubmit} className="flex w-full flex-col gap-3 text-start">
      <Field
        label={m.details_name()}
        name="name"
        defaultValue={room.name ?? ''}
        autoComplete="off"
        required
        maxLength={limits.roomNameCharacters}
        problem={problemOf('name')}
      />
      <Field
        label={m.details_description()}
        name="description"
        defaultValue={room.description}
        autoComplete="off"
        maxLength={limits.roomDescriptionCharacters}
        problem={problemOf('description')}
      />
      <Problem text={problem} />
      <div className="flex gap-2">
        <Button look="main" type="submit" disabled={isBusy} className="flex-1">
          {m.details_save()}
        </Button>
        <Button onClick={onDone}>{m.ui_cancel()}</Button>
      </div>
    </form>
  )
}
