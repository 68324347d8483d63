import { useState } from 'react'
import { m } from '#catalogue'
import type { User } from '#protocol/accounts'
import { Face } from '../people/face'
import { useProfile } from '../people/person'
import { useClient, useReadable } from '../shell/client-context'
import { closeDrawer } from '../shell/drawer'
import { goTo, roomPath } from '../shell/router'
import { IconButton } from '../ui/button'
import { ConfirmedAction } from '../ui/confirmed-action'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'

interface Props {
  user: User
  onDone: (text: string) => void
  onClose: () => void
}

/** A contact: a click writes to them, and what ends that is behind a button. */
export function ContactRow({ user, onDone, onClose }: Props) {
  const client = useClient()
  const { id, username } = user
  const name = useProfile(id)?.display_name ?? username
  const isOnline = useReadable(client.presence).get(id)?.is_online ?? false
  const [isOpen, setOpen] = useState(false)
  const [write, { isBusy, problem }] = useAction(async () => {
    const room = await client.createRoom({ room_type: 'direct', member_ids: [id] })
    onClose()
    closeDrawer()
    goTo(roomPath(room.id))
  })

  return (
    <li>
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-label={writeLabel(name, isOnline)}
          disabled={isBusy}
          onClick={() => write()}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-medium px-1.5 text-start hover:bg-shade"
        >
          <Face id={id} name={username} size="small" />
          <span className="min-w-0 flex-1 truncate font-semibold">
            <bdi>{name}</bdi>
          </span>
          {isOnline && <span className="text-small text-soft-ink">{m.people_online()}</span>}
        </button>
        <IconButton
          icon="details"
          label={m.people_more_about({ name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      <Problem text={problem} />
      {isOpen && (
        <div className="flex flex-wrap items-start gap-2 py-2">
          <ConfirmedAction
            label={m.people_remove()}
            question={m.people_remove_question({ name })}
            confirm={m.people_remove_named({ name })}
            action={async () => {
              await client.api.removeContact(id)
              onDone(m.people_removed({ name }))
            }}
          />
          <ConfirmedAction
            label={m.people_block()}
            question={m.people_block_contact_question({ name })}
            confirm={m.people_block_named({ name })}
            action={async () => {
              await client.api.blockContact(id)
              onDone(m.people_is_blocked({ name }))
            }}
          />
        </div>
      )}
    </li>
  )
}

function writeLabel(name: string, isOnline: boolean): string {
  const write = m.people_write_to({ name })
  return isOnline ? `${write} ${m.people_online()}` : write
}
