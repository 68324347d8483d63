import { administrators } from './rights-roles'
import { fixed, type RouteRights } from './rights-row'

/** The rows of the rights table about running the server. */
export const administrationRights: Record<string, RouteRights> = {
  'GET /admin/people': { path: fixed('/admin/people'), statuses: administrators(200) },
  'PATCH /admin/people/{user_id}': {
    path: ({ outsider }) => `/admin/people/${outsider.id}`,
    json: () => ({ is_disabled: true }),
    statuses: administrators(200),
  },
  'DELETE /admin/people/{user_id}/sessions': {
    path: ({ outsider }) => `/admin/people/${outsider.id}/sessions`,
    statuses: administrators(200),
  },
  'GET /admin/invitations': { path: fixed('/admin/invitations'), statuses: administrators(200) },
  'POST /admin/invitations': {
    path: fixed('/admin/invitations'),
    json: () => ({}),
    statuses: administrators(201),
  },
  'DELETE /admin/invitations/{invitation_id}': {
    path: fixed('/admin/invitations/aaaaaaaaaaaaaaaa'),
    statuses: administrators(404),
  },
  'GET /admin/health': { path: fixed('/admin/health'), statuses: administrators(200) },
  'GET /admin/audit': { path: fixed('/admin/audit'), statuses: administrators(200) },
  'GET /admin/messages/{message_id}/versions': {
    path: ({ ownersText }) => `/admin/messages/${ownersText}/versions`,
    statuses: administrators(200),
  },
}
