import { useId, useState } from 'react'
import type { AuditPage } from '#protocol/admin'
import { type AuditEntry, type AuditEvent, auditEvents } from '#protocol/audit'
import { Button } from '../ui/button'
import { inputLook } from '../ui/field'
import { Problem } from '../ui/problem'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'

const events = Object.entries(auditEvents) as [AuditEvent, string][]

/** What happened on the server, newest first. */
export function AuditSection() {
  const field = useId()
  const [event, setEvent] = useState<AuditEvent | null>(null)
  return (
    <>
      <div className="flex flex-col gap-1">
        <label htmlFor={field} className="font-semibold">
          Show
        </label>
        <select
          id={field}
          value={event ?? ''}
          onChange={({ target }) => setEvent(events.find(([name]) => name === target.value)?.[0] ?? null)}
          className={inputLook}
        >
          <option value="">Everything</option>
          {events.map(([name, sentence]) => (
            <option key={name} value={name}>
              {sentence}
            </option>
          ))}
        </select>
      </div>
      <Entries key={event} event={event} />
    </>
  )
}

function Entries({ event }: { event: AuditEvent | null }) {
  const api = useAdminApi()
  const [further, setFurther] = useState<AuditPage[]>([])
  const { value: first, problem } = useFetched(event, (asked) => api.audit(asked, null))
  const pages = first ? [first, ...further] : []
  const last = pages.at(-1)
  const [more, loading] = useAction(async () => {
    const page = await api.audit(event, last?.entries.at(-1)?.id ?? null)
    setFurther([...further, page])
  })

  if (!first) return problem === null ? <Waiting text="Loading…" /> : <Problem text={problem} />
  const entries = pages.flatMap((page) => page.entries)
  return (
    <>
      {entries.length === 0 && <p className="text-soft-ink">Nothing of the kind has happened.</p>}
      <ol
        aria-label="Audit log"
        className="divide-y divide-line rounded-medium border border-line bg-sheet empty:hidden"
      >
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {last?.has_older && (
        <Button disabled={loading.isBusy} onClick={() => more()}>
          Show older
        </Button>
      )}
      <Problem text={problem ?? loading.problem} />
    </>
  )
}

function EntryRow({ entry: { at, user, address, event, details } }: { entry: AuditEntry }) {
  const particulars = Object.entries(details).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`)
  return (
    <li className="px-3 py-2 text-note">
      <p className="font-semibold">{auditEvents[event]}</p>
      <p className="text-small text-soft-ink wrap-anywhere">
        {[dayAndTime(at), user?.username, address && `from ${address}`, ...particulars]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}
