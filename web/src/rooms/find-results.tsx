import type { ReactNode } from 'react'
import { Face } from '../people/face'
import { PersonName } from '../people/person-name'
import type { useCombobox } from '../ui/use-combobox'
import { RoomFace } from './room-face'
import { roomName } from './room-name'
import type { useFind } from './use-find'

interface Props {
  found: ReturnType<typeof useFind>
  query: string
  box: ReturnType<typeof useCombobox>
}

/** What the find box found: rooms first, then people one has no direct room with. */
export function FindResults({ found, query, box }: Props) {
  const { rooms, people, isDone, problem } = found
  const isNothing = rooms.length + people.length === 0
  return (
    <div className="quiet-scroll min-h-0 flex-1 px-2 pb-4">
      <div id={box.listId} role="listbox" aria-label="Found" hidden={isNothing}>
        {rooms.length > 0 && (
          <Group label="Your rooms">
            {rooms.map((room, index) => (
              <Option key={room.id} isActive={box.active === index} {...box.optionProps(index)}>
                <RoomFace room={room} />
                <bdi className="truncate font-semibold">{roomName(room)}</bdi>
              </Option>
            ))}
          </Group>
        )}
        {people.length > 0 && (
          <Group label="People">
            {people.map((person, index) => (
              <Option
                key={person.id}
                isActive={box.active === rooms.length + index}
                {...box.optionProps(rooms.length + index)}
              >
                <Face id={person.id} name={person.username} />
                <PersonName person={person} />
                {person.is_online && <span className="ms-auto text-small text-soft-ink">Online</span>}
              </Option>
            ))}
          </Group>
        )}
      </div>
      <p role="status" className="px-2 py-2 text-note text-soft-ink empty:hidden">
        {problem ?? (!isNothing ? '' : isDone ? `Nobody and no room is called “${query}”.` : 'Looking…')}
      </p>
    </div>
  )
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset aria-label={label}>
      <div aria-hidden="true" className="px-2 pt-2 pb-1 text-small font-semibold text-soft-ink">
        {label}
      </div>
      {children}
    </fieldset>
  )
}

type OptionProps = ReturnType<ReturnType<typeof useCombobox>['optionProps']> & {
  isActive: boolean
  children: ReactNode
}

function Option({ isActive, children, ...rest }: OptionProps) {
  return (
    <div
      {...rest}
      className={`flex cursor-pointer items-center gap-[11px] rounded-medium p-2 ${isActive ? 'bg-accent-wash' : ''}`}
    >
      {children}
    </div>
  )
}
