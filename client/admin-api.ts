import type { ServerRole } from '#protocol/accounts'
import * as admin from '#protocol/admin'
import type { AuditEvent } from '#protocol/audit'
import type { Requester } from './request'

/** What those who run a server can do. Apart from the rest, since few people ever load it. */
export function createAdminApi({ json, empty }: Pick<Requester, 'json' | 'empty'>) {
  const person = (id: string) => `/admin/people/${encodeURIComponent(id)}`
  return {
    people: (query: string, after: string | null): Promise<admin.PeoplePage> => {
      const search = new URLSearchParams({ query, ...(after !== null && { after }) })
      return json(admin.peoplePage, { method: 'GET', path: `/admin/people?${search}` })
    },
    changeRole: (id: string, role: ServerRole): Promise<admin.Person> =>
      json(admin.person, { method: 'PATCH', path: person(id), body: { role } }),
    setDisabled: (id: string, is_disabled: boolean): Promise<admin.Person> =>
      json(admin.person, { method: 'PATCH', path: person(id), body: { is_disabled } }),
    endSessions: async (id: string): Promise<number> =>
      (await json(admin.endedSessions, { method: 'DELETE', path: `${person(id)}/sessions` })).ended,

    invitations: async (): Promise<admin.Invitation[]> =>
      (await json(admin.invitationList, { method: 'GET', path: '/admin/invitations' })).invitations,
    invite: (body: admin.CreateInvitation): Promise<admin.NewInvitation> =>
      json(admin.newInvitation, { method: 'POST', path: '/admin/invitations', body }),
    revokeInvitation: (id: string) =>
      empty({ method: 'DELETE', path: `/admin/invitations/${encodeURIComponent(id)}` }),

    health: (): Promise<admin.Health> => json(admin.health, { method: 'GET', path: '/admin/health' }),
    audit: (event: AuditEvent | null, before: string | null): Promise<admin.AuditPage> => {
      const search = new URLSearchParams({
        ...(event !== null && { event }),
        ...(before !== null && { before }),
      })
      return json(admin.auditPage, { method: 'GET', path: `/admin/audit?${search}` })
    },
  }
}
export type AdminApi = ReturnType<typeof createAdminApi>
