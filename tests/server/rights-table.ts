import { password } from '../harness/probe-people'
import { administrationRights } from './rights-administration'
import { choiceRights } from './rights-choices'
import { fileRights } from './rights-files'
import {
  adminsAndOwner,
  everyone,
  everyoneButGuests,
  guestsToo,
  members,
  ownerAlone,
  signedIn,
} from './rights-roles'
import { fixed, type Objects, type RouteRights } from './rights-row'

const room = ({ room: id }: Objects) => `/chat/rooms/${id}`
const member = (objects: Objects) => `${room(objects)}/members/${objects.otherMember.id}`
const listing = { path: (objects: Objects) => `${room(objects)}/listing`, json: () => ({ is_pinned: true }) }
const text = (objects: Objects) => `${room(objects)}/messages/${objects.ownersText}`
const credential = (response: object) => ({
  ...{ id: 'abc', rawId: 'abc', type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: 'e30', ...response },
})
let newcomers = 0

/** The golden table: what each role may do by each route there is. A route that is not here fails the test. */
export const rights: Record<string, RouteRights> = {
  'GET /server': { path: fixed('/server'), statuses: everyone(200) },
  'POST /auth/guest': { path: fixed('/auth/guest'), statuses: everyone(200) },
  'POST /auth/oauth/{provider}': {
    path: fixed('/auth/oauth/oidc'),
    json: () => ({ purpose: 'sign_in' }),
    statuses: everyone(404),
  },
  'GET /auth/oauth/{provider}/callback': {
    path: fixed('/auth/oauth/oidc/callback'),
    statuses: everyone(404),
  },
  'GET /auth/identities': { path: fixed('/auth/identities'), statuses: signedIn(200) },
  'DELETE /auth/identities/{provider}': { path: fixed('/auth/identities/oidc'), statuses: signedIn(404) },
  'POST /auth/passkey-options': { path: fixed('/auth/passkey-options'), statuses: everyone(200) },
  'POST /auth/passkey-login': {
    path: fixed('/auth/passkey-login'),
    json: () => ({ credential: credential({ authenticatorData: 'AA', signature: 'AA' }) }),
    statuses: everyone(400),
  },
  'GET /auth/passkeys': { path: fixed('/auth/passkeys'), statuses: signedIn(200) },
  'POST /auth/passkey-registration': { path: fixed('/auth/passkey-registration'), statuses: signedIn(200) },
  'POST /auth/passkeys': {
    path: fixed('/auth/passkeys'),
    json: () => ({ name: 'Phone', credential: credential({ attestationObject: 'oA' }) }),
    statuses: signedIn(400),
  },
  'PATCH /auth/passkeys': {
    path: fixed('/auth/passkeys'),
    json: () => ({ is_required: true }),
    statuses: signedIn(409),
  },
  'PATCH /auth/passkeys/{passkey_id}': {
    path: fixed('/auth/passkeys/abc'),
    json: () => ({ name: 'Mine' }),
    statuses: signedIn(404),
  },
  'DELETE /auth/passkeys/{passkey_id}': { path: fixed('/auth/passkeys/abc'), statuses: signedIn(404) },
  'POST /auth/register': {
    path: fixed('/auth/register'),
    json: () => {
      const username = `newcomer-${++newcomers}`
      return { username, email: `${username}@example.org`, password }
    },
    statuses: everyone(201),
  },
  'POST /auth/login': {
    path: fixed('/auth/login'),
    json: ({ otherMember }) => ({ username: otherMember.username, password }),
    statuses: everyone(200),
  },
  'POST /auth/refresh': {
    path: fixed('/auth/refresh'),
    json: () => ({ refresh_token: 'made-up' }),
    statuses: everyone(401),
  },
  'POST /auth/logout': { path: fixed('/auth/logout'), json: () => ({}), statuses: guestsToo(204) },
  'GET /auth/me': { path: fixed('/auth/me'), statuses: guestsToo(200) },
  'DELETE /auth/me': {
    path: fixed('/auth/me'),
    json: () => ({ password: 'Wrong7horse' }),
    statuses: signedIn(403),
  },
  'GET /auth/me/proofs': { path: fixed('/auth/me/proofs'), statuses: signedIn(200) },
  'POST /auth/me/proof-code': {
    path: fixed('/auth/me/proof-code'),
    json: () => ({ purpose: 'deletion' }),
    statuses: signedIn(403),
  },
  'POST /auth/me/export': {
    path: fixed('/auth/me/export'),
    json: () => ({ password: 'Wrong7horse' }),
    statuses: signedIn(403),
  },
  ...choiceRights,
  'POST /auth/password': {
    path: fixed('/auth/password'),
    json: () => ({ current_password: password, password: 'Quiet4harbour' }),
    statuses: signedIn(204),
  },
  'POST /auth/password-reset': {
    path: fixed('/auth/password-reset'),
    json: () => ({ email: 'alice@example.org' }),
    statuses: everyone(403),
  },
  'POST /auth/password-reset-confirm': {
    path: fixed('/auth/password-reset-confirm'),
    json: () => ({ token: 'a'.repeat(43), password: 'Quiet4harbour' }),
    statuses: everyoneButGuests(400),
  },
  'POST /auth/email-confirm': {
    path: fixed('/auth/email-confirm'),
    json: () => ({ token: 'a'.repeat(43) }),
    statuses: everyoneButGuests(400),
  },
  'POST /auth/email-confirmation': { path: fixed('/auth/email-confirmation'), statuses: signedIn(403) },
  'POST /auth/otp': {
    path: fixed('/auth/otp'),
    json: () => ({ phone: '+4915112345678' }),
    statuses: everyone(403),
  },
  'POST /auth/otp/register': {
    path: fixed('/auth/otp/register'),
    json: () => ({ phone: '+4915112345678', username: 'newcomer', email: 'newcomer@example.org' }),
    statuses: everyone(403),
  },
  'POST /auth/otp/verify': {
    path: fixed('/auth/otp/verify'),
    json: () => ({ transaction: 'a'.repeat(22), code: '123456' }),
    statuses: everyone(403),
  },
  'GET /auth/sessions': { path: fixed('/auth/sessions'), statuses: signedIn(200) },
  'DELETE /auth/sessions': { path: fixed('/auth/sessions'), statuses: signedIn(200) },
  'POST /auth/confirm': { path: fixed('/auth/confirm'), json: () => ({ password }), statuses: signedIn(204) },
  'POST /auth/owner': {
    path: fixed('/auth/owner'),
    json: () => ({ token: 'a'.repeat(43) }),
    statuses: signedIn(404),
  },
  ...administrationRights,
  'DELETE /auth/sessions/{session_id}': {
    path: ({ foreignSession }) => `/auth/sessions/${foreignSession}`,
    statuses: signedIn(404),
  },
  'GET /users': { path: fixed('/users?query=al'), statuses: signedIn(200) },
  'GET /chat/rooms': { path: fixed('/chat/rooms'), statuses: guestsToo(200) },
  'POST /chat/rooms': {
    path: fixed('/chat/rooms'),
    json: () => ({ room_type: 'group', name: 'Own', member_ids: [] }),
    statuses: signedIn(201),
  },
  'GET /chat/rooms/{room_id}': { path: room, statuses: members(200) },
  'PATCH /chat/rooms/{room_id}': {
    path: room,
    json: () => ({ name: 'Renamed' }),
    statuses: adminsAndOwner(200),
  },
  'DELETE /chat/rooms/{room_id}': { path: room, statuses: ownerAlone(204) },
  'GET /chat/search': { path: fixed('/chat/search?query=hello'), statuses: guestsToo(200) },
  'GET /chat/rooms/{room_id}/messages/{message_id}/receipts': {
    path: (objects) => `${text(objects)}/receipts`,
    statuses: members(200),
  },
  'POST /chat/rooms/{room_id}/mark-unread': {
    path: (objects) => `${room(objects)}/mark-unread`,
    json: () => ({ seq: 1 }),
    statuses: members(200),
  },
  'GET /calls/ice-servers': { path: fixed('/calls/ice-servers'), statuses: signedIn(200) },
  'GET /chat/drafts': { path: fixed('/chat/drafts'), statuses: guestsToo(200) },
  'POST /chat/rooms/{room_id}/draft': {
    path: (objects) => `${room(objects)}/draft`,
    json: () => ({ content: 'Not yet', written_at: '2026-01-01T00:00:00Z' }),
    statuses: members(200),
  },
  'POST /chat/rooms/{room_id}/read': {
    path: (objects) => `${room(objects)}/read`,
    json: () => ({ seq: 1 }),
    statuses: members(200),
  },
  'PATCH /chat/rooms/{room_id}/listing': { ...listing, statuses: members(200) },
  'GET /chat/rooms/{room_id}/receipts': {
    path: (objects) => `${room(objects)}/receipts`,
    statuses: members(200),
  },
  'GET /chat/rooms/{room_id}/messages': {
    path: (objects) => `${room(objects)}/messages`,
    statuses: members(200),
  },
  'POST /chat/rooms/{room_id}/messages': {
    path: (objects) => `${room(objects)}/messages`,
    json: () => ({ content: 'hello' }),
    statuses: members(201),
  },
  'PATCH /chat/rooms/{room_id}/messages/{message_id}': {
    path: text,
    json: () => ({ content: 'changed' }),
    statuses: ownerAlone(200),
  },
  'DELETE /chat/rooms/{room_id}/messages/{message_id}': { path: text, statuses: ownerAlone(204) },
  'PUT /chat/rooms/{room_id}/messages/{message_id}/reactions/{emoji}': {
    path: (objects) => `${text(objects)}/reactions/%F0%9F%91%8D`,
    statuses: members(200),
  },
  'DELETE /chat/rooms/{room_id}/messages/{message_id}/reactions/{emoji}': {
    path: (objects) => `${text(objects)}/reactions/%F0%9F%91%8D`,
    statuses: members(200),
  },
  'POST /chat/rooms/{room_id}/members': {
    path: (objects) => `${room(objects)}/members`,
    json: ({ outsider }) => ({ user_id: outsider.id }),
    statuses: adminsAndOwner(201),
  },
  'PATCH /chat/rooms/{room_id}/members/{user_id}': {
    path: member,
    json: () => ({ role: 'admin' }),
    statuses: ownerAlone(200),
  },
  'DELETE /chat/rooms/{room_id}/members/{user_id}': { path: member, statuses: adminsAndOwner(204) },
  'PATCH /auth/me': {
    path: fixed('/auth/me'),
    json: () => ({ display_name: 'Al' }),
    statuses: signedIn(200),
  },
  ...fileRights,
  ...rightsToContacts(),
}

/** This server lets everybody find everybody, so that it has no contacts for anyone. */
function rightsToContacts(): Record<string, RouteRights> {
  const contact = ({ otherMember }: Objects) => `/contacts/${otherMember.id}`
  const statuses = signedIn(403)
  const token = () => ({ token: 'x'.repeat(43) })
  return {
    'POST /contact-requests': {
      path: fixed('/contact-requests'),
      json: () => ({ phone: '+4915112345678' }),
      statuses,
    },
    'POST /contacts/{user_id}/accept': { path: (objects) => `${contact(objects)}/accept`, statuses },
    'DELETE /contacts/{user_id}': { path: contact, statuses },
    'POST /contacts/{user_id}/block': { path: (objects) => `${contact(objects)}/block`, statuses },
    'DELETE /contacts/{user_id}/block': { path: (objects) => `${contact(objects)}/block`, statuses },
    'GET /contact-invites': { path: fixed('/contact-invites'), statuses },
    'POST /contact-invites': { path: fixed('/contact-invites'), json: () => ({}), statuses },
    'DELETE /contact-invites/{invite_id}': { path: fixed('/contact-invites/aaaa'), statuses },
    'POST /contact-links/open': { path: fixed('/contact-links/open'), json: token, statuses },
    'POST /contact-links/accept': { path: fixed('/contact-links/accept'), json: token, statuses },
  }
}
