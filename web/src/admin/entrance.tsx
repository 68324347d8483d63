import { lazy, Suspense } from 'react'
import { m } from '#catalogue'
import { useMe } from '../shell/client-context'
import { Waiting } from '../ui/waiting'

/** A script of its own: most people never need it. */
const AdminPage = lazy(async () => ({ default: (await import('./admin-page')).AdminPage }))

/** The screen of those who run the server; anyone else learns that it is not theirs. */
export function AdminEntrance() {
  const { role } = useMe()
  if (role === 'member') {
    return <p className="p-6 text-soft-ink">{m.admin_not_yours()}</p>
  }
  return (
    <Suspense fallback={<Waiting text={m.admin_opening()} />}>
      <AdminPage />
    </Suspense>
  )
}
