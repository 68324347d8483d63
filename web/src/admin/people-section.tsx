import { useState } from 'react'
import type { PeoplePage, Person } from '#protocol/admin'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Problem } from '../ui/problem'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'
import { PersonRow } from './person-row'
import { usePause } from './use-pause'

/** Finds people and lets one look at each. */
export function PeopleSection() {
  const [text, setText] = useState('')
  const query = usePause(text.trim())
  return (
    <>
      <Field
        label="Find by name or e-mail"
        type="search"
        spellCheck={false}
        autoCapitalize="none"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FoundPeople key={query} query={query} />
    </>
  )
}

function FoundPeople({ query }: { query: string }) {
  const api = useAdminApi()
  const [further, setFurther] = useState<PeoplePage[]>([])
  const [changed, setChanged] = useState<ReadonlyMap<string, Person>>(new Map())
  const { value: first, problem } = useFetched(query, (asked) => api.people(asked, null))
  const pages = first ? [first, ...further] : []
  const next = pages.at(-1)?.next ?? null
  const [more, loading] = useAction(async () => {
    const page = await api.people(query, next)
    setFurther([...further, page])
  })
  const people = pages.flatMap((page) => page.people).map((person) => changed.get(person.id) ?? person)

  if (!first) return problem === null ? <Waiting text="Loading…" /> : <Problem text={problem} />
  return (
    <>
      <p role="status" className="text-small text-soft-ink">
        {people.length === 0
          ? 'Nobody is called that.'
          : `${people.length}${next === null ? '' : ' or more'} found`}
      </p>
      <ul className="divide-y divide-line rounded-medium border border-line bg-sheet empty:hidden">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            onChange={(now) => setChanged(new Map(changed).set(now.id, now))}
          />
        ))}
      </ul>
      {next !== null && (
        <Button disabled={loading.isBusy} onClick={() => more()}>
          Show more
        </Button>
      )}
      <Problem text={problem ?? loading.problem} />
    </>
  )
}
