import { useState } from 'react'
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
          disabled={isBusy}
          onClick={() => write()}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 rounded-medium px-1.5 text-start hover:bg-shade"
        >
          <Face id={id} name={username} size="small" />
          <span className="min-w-0 flex-1 truncate font-semibold">
            <span className="sr-only">Write to </span>
            <bdi>{name}</bdi>
          </span>
          {isOnline && <span className="text-small text-soft-ink">Online</span>}
        </button>
        <IconButton
          icon="details"
          label={`More about ${name}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      <Problem text={problem} />
      {isOpen && (
        <div className="flex flex-wrap items-start gap-2 py-2">
          <ConfirmedAction
            label="Remove"
            question={`Remove ${name}? Neither of you can write to the other then. What was said stays.`}
            confirm={`Remove ${name}`}
            action={async () => {
              await client.api.removeContact(id)
              onDone(`${name} is no contact of yours any more.`)
            }}
          />
          <ConfirmedAction
            label="Block"
            question={`Block ${name}? They are removed, and can ask you no more. They are not told that.`}
            confirm={`Block ${name}`}
            action={async () => {
              await client.api.blockContact(id)
              onDone(`${name} is blocked.`)
            }}
          />
        </div>
      )}
    </li>
  )
}
