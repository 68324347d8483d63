import { useState } from 'react'
import { m } from '#catalogue'
import { Contacts } from '../contacts/contacts'
import { usePolicy } from '../shell/client-context'
import { focusFindBox } from '../shell/drawer'
import { Button } from '../ui/button'
import { NewGroup } from './new-group'

/** Said to somebody who has no room yet, with the buttons for what to do next. */
export function BeginHere() {
  const policy = usePolicy()
  const areContactsOnly = policy.directory === 'contacts'
  const [arePeopleOpen, setPeopleOpen] = useState(false)
  const [isGroupOpen, setGroupOpen] = useState(false)

  return (
    <div className="flex max-w-80 flex-col items-center gap-4 p-4 text-center">
      <h2 className="text-title font-bold">{m.rooms_nobody_yet()}</h2>
      <p className="text-soft-ink">{areContactsOnly ? m.rooms_first_contact() : m.rooms_first_find()}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {areContactsOnly && (
          <Button look="main" onClick={() => setPeopleOpen(true)}>
            {m.rooms_add_somebody()}
          </Button>
        )}
        {policy['rooms.direct'] && !areContactsOnly && (
          <Button look="main" onClick={focusFindBox}>
            {m.rooms_find_somebody()}
          </Button>
        )}
        {policy['rooms.group'] && (
          <Button onClick={() => setGroupOpen(true)}>{m.rooms_start_a_group()}</Button>
        )}
      </div>
      {arePeopleOpen && <Contacts onClose={() => setPeopleOpen(false)} />}
      {isGroupOpen && <NewGroup onClose={() => setGroupOpen(false)} />}
    </div>
  )
}
