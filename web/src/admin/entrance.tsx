import { m } from '#catalogue'
import { useMe } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'

/** A script of its own: most people never need it. */
const AdminPage = onDemand(async () => (await import('./admin-page')).AdminPage)

/** The screen of those who run the server; anyone else learns that it is not theirs. */
export function AdminEntrance() {
  const { role } = useMe()
  if (role === 'member') {
    return <p className="p-6 text-soft-ink">{m.admin_not_yours()}</p>
  }
  return <AdminPage />
}
