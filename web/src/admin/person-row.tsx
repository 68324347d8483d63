import { useState } from 'react'
import { m } from '#catalogue'
import type { Person } from '#protocol/admin'
import { Face } from '../people/face'
import { useMe } from '../shell/client-context'
import { PersonActions } from './person-actions'
import { roleNames } from './role-names'

interface Props {
  person: Person
  onChange: (person: Person) => void
}

/** Somebody with an account. Those one has power over can be opened. */
export function PersonRow({ person, onChange }: Props) {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const mayChange = me.role === 'owner' || (person.role === 'member' && person.id !== me.id)
  const about = (
    <>
      <Face id={person.id} name={person.username} size="small" />
      <span className="min-w-0 flex-1 text-start">
        <span className="block truncate text-note font-semibold">
          <bdi>{person.username}</bdi>
          {person.id === me.id && <span className="font-normal text-soft-ink"> {m.admin_you()}</span>}
        </span>
        {person.email && <span className="block truncate text-small text-soft-ink">{person.email}</span>}
      </span>
      {person.disabled_at !== null && <span className="text-small text-danger">{m.admin_disabled()}</span>}
      {person.role !== 'member' && (
        <span className="rounded-small bg-accent-wash px-2 py-0.5 text-small">
          {roleNames[person.role]()}
        </span>
      )}
    </>
  )
  const look = 'flex w-full items-center gap-2.5 px-3 py-2'

  if (!mayChange) return <li className={look}>{about}</li>
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={`${look} rounded-medium hover:bg-shade`}
      >
        {about}
      </button>
      {isOpen && <PersonActions person={person} onChange={onChange} />}
    </li>
  )
}
