import { useState } from 'react'
import { m } from '#catalogue'
import type { PeoplePage, Person } from '#protocol/admin'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { numberText } from '../ui/number'
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
        label={m.admin_find()}
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

  if (!first) return problem === null ? <Waiting text={m.ui_loading()} /> : <Problem text={problem} />
  return (
    <>
      <p role="status" className="text-small text-soft-ink">
        {foundText(people.length, next !== null)}
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
          {m.admin_show_more()}
        </Button>
      )}
      <Problem text={problem ?? loading.problem} />
    </>
  )
}

function foundText(people: number, areThereMore: boolean): string {
  if (people === 0) return m.admin_nobody()
  const count = numberText(people)
  return areThereMore ? m.admin_found_more({ count }) : m.admin_found({ count })
}
