import { useId, useState } from 'react'
import { m } from '#catalogue'
import type { AuditPage } from '#protocol/admin'
import type { AuditEntry, AuditEvent } from '#protocol/audit'
import { Button } from '../ui/button'
import { Problem } from '../ui/problem'
import { Select } from '../ui/select'
import { dayAndTime } from '../ui/time'
import { useAction } from '../ui/use-action'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { useAdminApi } from './admin-context'
import { detailsOf } from './audit-details'
import { auditSentences, events } from './audit-sentences'

/** What happened on the server, newest first. */
export function AuditSection() {
  const field = useId()
  const [event, setEvent] = useState<AuditEvent | null>(null)
  return (
    <>
      <div className="flex flex-col gap-1">
        <label htmlFor={field} className="font-semibold">
          {m.admin_audit_show()}
        </label>
        <Select
          id={field}
          value={event ?? ''}
          onChange={({ target }) => setEvent(events.find((name) => name === target.value) ?? null)}
        >
          <option value="">{m.admin_audit_everything()}</option>
          {events.map((name) => (
            <option key={name} value={name}>
              {auditSentences[name]()}
            </option>
          ))}
        </Select>
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

  if (!first) return problem === null ? <Waiting text={m.ui_loading()} /> : <Problem text={problem} />
  const entries = pages.flatMap((page) => page.entries)
  return (
    <>
      {entries.length === 0 && <p className="text-soft-ink">{m.admin_audit_nothing()}</p>}
      <ol
        aria-label={m.admin_audit_log()}
        className="divide-y divide-line rounded-medium border border-line bg-sheet empty:hidden"
      >
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {last?.has_older && (
        <Button disabled={loading.isBusy} onClick={() => more()}>
          {m.admin_show_older()}
        </Button>
      )}
      <Problem text={problem ?? loading.problem} />
    </>
  )
}

function EntryRow({ entry: { at, user, address, event, details } }: { entry: AuditEntry }) {
  return (
    <li className="px-3 py-2 text-note">
      <p className="font-semibold">{auditSentences[event]()}</p>
      <p className="text-small text-soft-ink wrap-anywhere">
        {[dayAndTime(at), user?.username, address && m.admin_audit_from({ address }), ...detailsOf(details)]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  )
}
