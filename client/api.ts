import {
  type ChangePassword,
  type ConfirmPasswordReset,
  type FoundUser,
  type Me,
  me,
  type Register,
  type User,
  user,
  userList,
} from '#protocol/accounts'
import { type CodeRequested, codeRequested, type RequestSignUp, type VerifyCode } from '#protocol/codes'

import {
  type ContactInvite,
  type CreateContactInvite,
  contactInviteList,
  contactInviter,
  type NewContactInvite,
  newContactInvite,
} from '#protocol/contacts'
import { type Draft, draft, draftList, type KeepDraft } from '#protocol/drafts'
import {
  type EditMessage,
  type Message,
  type MessagePage,
  message,
  messagePage,
  type PostMessage,
} from '#protocol/messages'
import { type ChangePreferences, type Preferences, preferences } from '#protocol/preferences'
import type { ChangeProfile } from '#protocol/profiles'
import type { Proof } from '#protocol/proofs'
import { type MemberReceipt, type MessageReceipt, messageReceiptList, receiptList } from '#protocol/receipts'
import {
  type ChangeListing,
  type ChangeRoom,
  type CreateRoom,
  type ReadState,
  type Role,
  type Room,
  type RoomListing,
  type RoomWithMembers,
  readState,
  room,
  roomList,
  roomListing,
  roomWithMembers,
} from '#protocol/rooms'
import { type FoundMessages, foundMessages, type MessageSearch } from '#protocol/search/query'
import { type ServerInfo, serverInfo } from '#protocol/server-info'
import {
  endedOthers,
  type Login,
  type Session,
  type SignedIn,
  sessionList,
  signedIn,
} from '#protocol/sessions'
import type { Requester } from './request'

/** At most one of `before`, `after` and `around`; none is the newest page. */
export interface HistoryRequest {
  before?: number
  after?: number
  around?: number
  limit?: number
}

/** What to look for; at least one of all but `cursor` and `limit`. */
export type SearchRequest = Partial<Omit<MessageSearch, 'limit'>> & { limit?: number }

/** The typed REST calls, one method per route. Each rejects with an `ApiError`. `learn` hears of whom answers describe. */
export function createApi(requester: Requester, learn: (people: readonly User[]) => void = () => {}) {
  const { json, empty, refresh } = requester
  return {
    serverInfo: (): Promise<ServerInfo> => json(serverInfo, { method: 'GET', path: '/server' }),

    register: (body: Register): Promise<Me> =>
      json(me, { method: 'POST', path: '/auth/register', body, isSignIn: true }),
    login: (body: Login): Promise<SignedIn> =>
      json(signedIn, { method: 'POST', path: '/auth/login', body, isSignIn: true }),
    requestCode: (phone: string): Promise<CodeRequested> =>
      json(codeRequested, { method: 'POST', path: '/auth/otp', body: { phone }, isSignIn: true }),
    requestSignUpCode: (body: RequestSignUp): Promise<CodeRequested> =>
      json(codeRequested, { method: 'POST', path: '/auth/otp/register', body, isSignIn: true }),
    verifyCode: (body: VerifyCode): Promise<SignedIn> =>
      json(signedIn, { method: 'POST', path: '/auth/otp/verify', body, isSignIn: true }),
    refresh,
    logout: () => empty({ method: 'POST', path: '/auth/logout' }),
    requestPasswordReset: (email: string) =>
      empty({ method: 'POST', path: '/auth/password-reset', body: { email }, isSignIn: true }),
    confirmPasswordReset: (body: ConfirmPasswordReset) =>
      empty({ method: 'POST', path: '/auth/password-reset-confirm', body, isSignIn: true }),
    changePassword: (body: ChangePassword) => empty({ method: 'POST', path: '/auth/password', body }),
    confirmEmail: (token: string) =>
      empty({ method: 'POST', path: '/auth/email-confirm', body: { token }, isSignIn: true }),
    repeatEmailConfirmation: () => empty({ method: 'POST', path: '/auth/email-confirmation' }),
    deleteAccount: (body: Proof) => empty({ method: 'DELETE', path: '/auth/me', body }),
    me: (): Promise<Me> => json(me, { method: 'GET', path: '/auth/me' }),
    preferences: (): Promise<Preferences> =>
      json(preferences, { method: 'GET', path: '/auth/me/preferences' }),
    changePreferences: (body: ChangePreferences): Promise<Preferences> =>
      json(preferences, { method: 'PATCH', path: '/auth/me/preferences', body }),
    sessions: async (): Promise<Session[]> =>
      (await json(sessionList, { method: 'GET', path: '/auth/sessions' })).sessions,
    endOtherSessions: async (): Promise<number> =>
      (await json(endedOthers, { method: 'DELETE', path: '/auth/sessions' })).ended,
    /** Proves who is there, so that for ten minutes what is dangerous can be done. */
    confirmPassword: (password: string) =>
      empty({ method: 'POST', path: '/auth/confirm', body: { password } }),
    becomeOwner: (token: string): Promise<Me> =>
      json(me, { method: 'POST', path: '/auth/owner', body: { token } }),
    endSession: (id: string) => empty({ method: 'DELETE', path: `/auth/sessions/${encodeURIComponent(id)}` }),

    changeProfile: (body: ChangeProfile): Promise<User> =>
      json(user, { method: 'PATCH', path: '/auth/me', body }),

    async findUsers(query: string): Promise<FoundUser[]> {
      const { users } = await json(userList, { method: 'GET', path: `/users${search({ query })}` })
      learn(users)
      return users
    },

    askContact: (phone: string) => empty({ method: 'POST', path: '/contact-requests', body: { phone } }),
    acceptContact: (userId: string) => empty({ method: 'POST', path: `${contactPath(userId)}/accept` }),
    /** Ends being contacts, or refuses somebody who asks. */
    removeContact: (userId: string) => empty({ method: 'DELETE', path: contactPath(userId) }),
    blockContact: (userId: string) => empty({ method: 'POST', path: `${contactPath(userId)}/block` }),
    unblockContact: (userId: string) => empty({ method: 'DELETE', path: `${contactPath(userId)}/block` }),
    contactInvites: async (): Promise<ContactInvite[]> =>
      (await json(contactInviteList, { method: 'GET', path: '/contact-invites' })).invites,
    createContactInvite: (body: CreateContactInvite = {}): Promise<NewContactInvite> =>
      json(newContactInvite, { method: 'POST', path: '/contact-invites', body }),
    revokeContactInvite: (id: string) =>
      empty({ method: 'DELETE', path: `/contact-invites/${encodeURIComponent(id)}` }),
    openContactInvite: async (token: string): Promise<User> =>
      (await json(contactInviter, { method: 'POST', path: '/contact-links/open', body: { token } })).user,
    acceptContactInvite: async (token: string): Promise<User> =>
      (await json(contactInviter, { method: 'POST', path: '/contact-links/accept', body: { token } })).user,

    async rooms(): Promise<Room[]> {
      const { rooms, people } = await json(roomList, { method: 'GET', path: '/chat/rooms' })
      learn([...people, ...rooms.flatMap(({ peer }) => peer ?? [])])
      return rooms
    },
    async createRoom(body: CreateRoom): Promise<RoomWithMembers> {
      const opened = await json(roomWithMembers, { method: 'POST', path: '/chat/rooms', body })
      learn(opened.members)
      return opened
    },
    async room(roomId: string): Promise<RoomWithMembers> {
      const found = await json(roomWithMembers, { method: 'GET', path: roomPath(roomId) })
      learn(found.members)
      return found
    },
    findMessages: (sought: SearchRequest): Promise<FoundMessages> =>
      json(foundMessages, { method: 'GET', path: `/chat/search${search(sought)}` }),

    changeRoom: (roomId: string, body: ChangeRoom): Promise<Room> =>
      json(room, { method: 'PATCH', path: roomPath(roomId), body }),
    changeListing: (roomId: string, body: ChangeListing): Promise<RoomListing> =>
      json(roomListing, { method: 'PATCH', path: `${roomPath(roomId)}/listing`, body }),
    deleteRoom: (roomId: string) => empty({ method: 'DELETE', path: roomPath(roomId) }),

    addMember: (roomId: string, userId: string): Promise<Room> =>
      json(room, { method: 'POST', path: `${roomPath(roomId)}/members`, body: { user_id: userId } }),
    changeMember: (roomId: string, userId: string, role: Role): Promise<Room> =>
      json(room, { method: 'PATCH', path: memberPath(roomId, userId), body: { role } }),
    /** Removes somebody, or oneself: that is leaving. */
    removeMember: (roomId: string, userId: string) =>
      empty({ method: 'DELETE', path: memberPath(roomId, userId) }),

    history: (roomId: string, page: HistoryRequest = {}): Promise<MessagePage> =>
      json(messagePage, { method: 'GET', path: `${roomPath(roomId)}/messages${search({ ...page })}` }),
    postMessage: (roomId: string, body: PostMessage): Promise<Message> =>
      json(message, { method: 'POST', path: `${roomPath(roomId)}/messages`, body }),
    editMessage: (roomId: string, messageId: string, body: EditMessage): Promise<Message> =>
      json(message, { method: 'PATCH', path: messagePath(roomId, messageId), body }),
    drafts: async (): Promise<Draft[]> =>
      (await json(draftList, { method: 'GET', path: '/chat/drafts' })).drafts,
    keepDraft: (roomId: string, body: KeepDraft): Promise<Draft> =>
      json(draft, { method: 'POST', path: `${roomPath(roomId)}/draft`, body }),
    deleteMessage: (roomId: string, messageId: string) =>
      empty({ method: 'DELETE', path: messagePath(roomId, messageId) }),
    addReaction: (roomId: string, messageId: string, emoji: string): Promise<Message> =>
      json(message, { method: 'PUT', path: reactionPath(roomId, messageId, emoji) }),
    removeReaction: (roomId: string, messageId: string, emoji: string): Promise<Message> =>
      json(message, { method: 'DELETE', path: reactionPath(roomId, messageId, emoji) }),
    markRead: (roomId: string, seq: number): Promise<ReadState> =>
      json(readState, { method: 'POST', path: `${roomPath(roomId)}/read`, body: { seq } }),
    async receipts(roomId: string): Promise<MemberReceipt[]> {
      const { receipts } = await json(receiptList, { method: 'GET', path: `${roomPath(roomId)}/receipts` })
      learn(receipts)
      return receipts
    },
    markUnread: (roomId: string, seq: number): Promise<ReadState> =>
      json(readState, { method: 'POST', path: `${roomPath(roomId)}/mark-unread`, body: { seq } }),
    messageReceipts: async (roomId: string, messageId: string): Promise<MessageReceipt[]> => {
      const path = `${messagePath(roomId, messageId)}/receipts`
      return (await json(messageReceiptList, { method: 'GET', path })).receipts
    },
  }
}
export type Api = ReturnType<typeof createApi>

function contactPath(userId: string): string {
  return `/contacts/${encodeURIComponent(userId)}`
}

function roomPath(roomId: string): string {
  return `/chat/rooms/${encodeURIComponent(roomId)}`
}

function messagePath(roomId: string, messageId: string): string {
  return `${roomPath(roomId)}/messages/${encodeURIComponent(messageId)}`
}

function reactionPath(roomId: string, messageId: string, emoji: string): string {
  return `${messagePath(roomId, messageId)}/reactions/${encodeURIComponent(emoji)}`
}

function memberPath(roomId: string, userId: string): string {
  return `${roomPath(roomId)}/members/${encodeURIComponent(userId)}`
}

function search(query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, `${value}`)
  return search.size === 0 ? '' : `?${search}`
}
