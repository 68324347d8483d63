import { everyone, guestsToo } from './rights-roles'
import { fixed, type RouteRights } from './rights-row'

const nobodys = '/files/aaaaaaaaaaaaaaaa'

/** What brings a file without one is refused for what it lacks; what is asked of a file that is not there, like one's own. */
export const fileRights: Record<string, RouteRights> = {
  'POST /files': { path: fixed('/files'), statuses: guestsToo(415) },
  'GET /files/{file_id}': { path: fixed(nobodys), statuses: guestsToo(404) },
  'GET /files/{file_id}/poster': { path: fixed(`${nobodys}/poster`), statuses: guestsToo(404) },
  'GET /files/{file_id}/description': { path: fixed(`${nobodys}/description`), statuses: guestsToo(404) },
  'PUT /files/{file_id}/poster': { path: fixed(`${nobodys}/poster`), statuses: guestsToo(415) },
  'DELETE /files/{file_id}': { path: fixed(nobodys), statuses: guestsToo(404) },
  'POST /uploads': { path: fixed('/uploads'), statuses: guestsToo(400) },
  'GET /uploads/{upload_id}': { path: fixed('/uploads/aaaaaaaaaaaaaaaa'), statuses: guestsToo(400) },
  'PATCH /uploads/{upload_id}': { path: fixed('/uploads/aaaaaaaaaaaaaaaa'), statuses: guestsToo(415) },
  'DELETE /uploads/{upload_id}': { path: fixed('/uploads/aaaaaaaaaaaaaaaa'), statuses: guestsToo(400) },
  'POST /form-path': { path: fixed('/form-path'), statuses: everyone(415) },
}
