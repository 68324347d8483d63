import { m } from '#catalogue'
import { Face } from '../people/face'
import { PersonName } from '../people/person-name'
import { Icon } from '../ui/icon'
import type { useCombobox } from '../ui/use-combobox'
import { Option, OptionGroup } from './options'
import { RoomFace } from './room-face'
import { roomName } from './room-name'
import type { Found } from './use-find'

interface Props {
  found: Found
  query: string
  box: ReturnType<typeof useCombobox>
}

/** What the find box found: rooms, then people one has no direct room with, then the way to what was said. */
export function FindResults({ found, query, box }: Props) {
  const { rooms, people, isDone, problem } = found
  const isNothing = rooms.length + people.length === 0
  const searchIndex = rooms.length + people.length
  return (
    <div className="quiet-scroll min-h-0 flex-1 px-2 pb-4">
      <div id={box.listId} role="listbox" aria-label={m.rooms_found()}>
        {rooms.length > 0 && (
          <OptionGroup label={m.rooms_your_rooms()}>
            {rooms.map((room, index) => (
              <Option key={room.id} isActive={box.active === index} {...box.optionProps(index)}>
                <RoomFace room={room} />
                <bdi className="truncate font-semibold">{roomName(room)}</bdi>
              </Option>
            ))}
          </OptionGroup>
        )}
        {people.length > 0 && (
          <OptionGroup label={m.rooms_people()}>
            {people.map((person, index) => (
              <Option
                key={person.id}
                isActive={box.active === rooms.length + index}
                {...box.optionProps(rooms.length + index)}
              >
                <Face id={person.id} name={person.username} />
                <PersonName person={person} />
                {person.is_online && (
                  <span className="ms-auto text-small text-soft-ink">{m.rooms_online()}</span>
                )}
              </Option>
            ))}
          </OptionGroup>
        )}
        <Option isActive={box.active === searchIndex} {...box.optionProps(searchIndex)}>
          <span className="grid size-10 shrink-0 place-items-center text-soft-ink">
            <Icon name="search" />
          </span>
          <span className="truncate">{m.rooms_search_messages_for({ query })}</span>
        </Option>
      </div>
      <p role="status" className="px-2 py-2 text-note text-soft-ink empty:hidden">
        {problem ?? (!isNothing ? '' : isDone ? m.rooms_nothing_called({ query }) : m.rooms_looking())}
      </p>
    </div>
  )
}
