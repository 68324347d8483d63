import { type ComponentType, useMemo, useRef, useState } from 'react'
import { m } from '#catalogue'
import { createAdminApi } from '#client/admin-api'
import { useClient } from '../shell/client-context'
import { drawerButtonId, openDrawer } from '../shell/drawer'
import { IconButton } from '../ui/button'
import { useKeptFocus } from '../ui/use-kept-focus'
import { AdminApiProvider } from './admin-context'
import { AuditSection } from './audit-section'
import { HealthSection } from './health-section'
import { InvitationsSection } from './invitations-section'
import { PeopleSection } from './people-section'
import { SignInSection } from './sign-in-section'

const sections = {
  people: [m.admin_people, PeopleSection],
  invitations: [m.admin_invitations, InvitationsSection],
  sign_in: [m.admin_sign_in, SignInSection],
  health: [m.admin_health, HealthSection],
  audit: [m.admin_audit_log, AuditSection],
} satisfies Record<string, [() => string, ComponentType]>

const order = ['people', 'invitations', 'sign_in', 'health', 'audit'] as const

/** Everything that those who run a server see and do, one section at a time. */
export function AdminPage() {
  const { requester } = useClient()
  const api = useMemo(() => createAdminApi(requester), [requester])
  const [shown, setShown] = useState<keyof typeof sections>('people')
  const [title, Section] = sections[shown]
  const page = useRef<HTMLDivElement>(null)
  useKeptFocus(page)

  return (
    <AdminApiProvider value={api}>
      <div ref={page} className="flex h-full min-h-0 flex-col">
        <header className="flex items-center gap-3 border-b border-line px-3 pt-[max(0.75rem,var(--safe-top))] pb-3 wide:px-[22px]">
          <span className="-ms-2 wide:hidden">
            <IconButton id={drawerButtonId} icon="list" label={m.admin_rooms()} onClick={openDrawer} />
          </span>
          <h1 className="text-title font-bold leading-snug">{m.admin_title()}</h1>
        </header>
        <nav
          aria-label={m.admin_title()}
          className="flex scroll-px-3 gap-1 overflow-x-auto border-b border-line px-3 py-2 wide:px-column"
        >
          {order.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={name === shown ? 'page' : undefined}
              onClick={() => setShown(name)}
              className="min-h-10 shrink-0 rounded-medium px-3 text-note hover:bg-shade aria-[current]:bg-accent-wash aria-[current]:font-semibold pointer-coarse:min-h-11"
            >
              {sections[name][0]()}
            </button>
          ))}
        </nav>
        <div className="quiet-scroll min-h-0 flex-1 px-3 pt-4 pb-[max(1.5rem,env(safe-area-inset-bottom))] wide:px-column">
          <section aria-label={title()} className="flex max-w-[46rem] flex-col gap-4">
            <Section key={shown} />
          </section>
        </div>
      </div>
    </AdminApiProvider>
  )
}
