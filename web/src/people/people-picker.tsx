import { useState } from 'react'
import { m } from '#catalogue'
import type { User } from '#protocol/accounts'
import { inputLook } from '../ui/field'
import { Icon } from '../ui/icon'
import { useCombobox } from '../ui/use-combobox'
import { Face } from './face'
import { calledBy } from './person'
import { PersonName } from './person-name'
import { usePeopleSearch } from './use-people-search'

interface Props {
  label: string
  picked: readonly User[]
  onPicked: (picked: readonly User[]) => void
  /** People who are not offered, such as those who are members already. */
  without?: readonly User[]
}

/** Picks people of this server by name. A click on one picked takes them off again. */
export function PeoplePicker({ label, picked, onPicked, without = [] }: Props) {
  const [query, setQuery] = useState('')
  const { people, isDone, problem } = usePeopleSearch(query)
  const taken = new Set([...picked, ...without].map(({ id }) => id))
  const offered = people.filter(({ id }) => !taken.has(id))

  const box = useCombobox({
    count: query.trim() === '' ? 0 : offered.length,
    onPick: (index) => {
      const person = offered[index]
      if (person) onPicked([...picked, person])
      setQuery('')
    },
    ...(query !== '' && { onEscape: () => setQuery('') }),
  })

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={`${box.listId}-input`} className="font-semibold">
        {label}
      </label>
      {picked.length > 0 && (
        <ul className="flex flex-wrap gap-1.5 py-1">
          {picked.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-label={m.people_take_off({ name: calledBy(person) })}
                onClick={() => onPicked(picked.filter(({ id }) => id !== person.id))}
                className="flex min-h-9 items-center gap-1.5 rounded-medium bg-accent-wash px-2.5 text-note pointer-coarse:min-h-11"
              >
                <bdi>{calledBy(person)}</bdi>
                <Icon name="close" className="size-4" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={`${box.listId}-input`}
        placeholder={m.people_find()}
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          box.reset()
        }}
        {...box.inputProps}
        className={inputLook}
      />
      <div
        id={box.listId}
        role="listbox"
        aria-label={m.people_found()}
        hidden={query.trim() === '' || offered.length === 0}
        className="flex flex-col"
      >
        {query.trim() !== '' &&
          offered.map((person, index) => (
            <div
              key={person.id}
              {...box.optionProps(index)}
              className={`flex cursor-pointer items-center gap-2.5 rounded-medium p-1.5 ${index === box.active ? 'bg-accent-wash' : ''}`}
            >
              <Face id={person.id} name={person.username} size="small" />
              <PersonName person={person} />
            </div>
          ))}
      </div>
      <p role="status" className="text-small text-soft-ink empty:hidden">
        {problem ?? (query.trim() !== '' && isDone && offered.length === 0 ? m.people_none_found() : '')}
      </p>
    </div>
  )
}
