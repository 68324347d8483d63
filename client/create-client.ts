import type { User } from '#protocol/accounts'
import { iceServers } from '#protocol/calls'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import { createApi } from './api'
import { createCalls } from './calls'
import type { Client, ClientOptions } from './client'
import { compose, requireText } from './compose'
import { createConnection } from './connection'
import { createContacts } from './contacts'
import { cookieCredentials, tokenCredentials } from './credentials'
import { deleteAccount } from './delete-account'
import { createDrafts } from './drafts'
import { createLastView } from './last-view'
import { createNotifications } from './notifications'
import { notificationsApi } from './notifications-api'
import { createOutbox } from './outbox'
import { createPreferences } from './preferences'
import { createPresence } from './presence'
import { createProfiles } from './profiles'
import { createReactions } from './reactions'
import { createReadMarks } from './read-marks'
import { batch } from './readable'
import { createReceipts } from './receipts'
import { createReceivedMarks } from './received-marks'
import { createRequester } from './request'
import { createRoomList } from './room-list'
import { createSession } from './session'
import { applyEvent, type Parts } from './state/apply-event'
import { connectionLost, personGone } from './state/endings'
import { createSync } from './sync'
import { createTyping } from './typing'
import { takeFiles } from './uploads/take-files'

/** Makes a client of one server. It does nothing until it is started or somebody signs in. */
export function createClient(options: ClientOptions): Client {
  const { api, requester, session, parts, profiles, view } = assemble(options)
  const { connection, sync, rooms, outbox, readMarks, receipts } = parts
  let starting: Promise<void> | null = null

  return {
    session: session.state,
    connection: connection.state,
    rooms: rooms.state,
    pending: outbox.state,
    profiles,
    presence: parts.presence.state,
    contacts: parts.contacts.state,
    typists: parts.typing.state,
    drafts: parts.drafts.state,
    calls: parts.calls.calls,
    api,
    requester,

    start() {
      starting ??= session.restore().catch((error: unknown) => {
        starting = null
        throw error
      })
      return starting
    },
    showKept: view.show,
    async stop() {
      starting = null
      view.rest()
      session.stop()
      connection.stop()
      await outbox.settled()
    },
    wake() {
      session.wake()
      connection.wake()
    },

    serverInfo: view.serverInfo,
    register: session.register,
    login: session.login,
    loginWithCode: session.loginWithCode,
    accept: session.accept,
    logout: session.logout,
    deleteAccount: (proof) => deleteAccount({ api, session, outbox: options.outbox }, proof),
    becomeOwner: async (token) => session.renew(await api.becomeOwner(token)),

    async changeProfile(input) {
      const user = await api.changeProfile(input)
      batch(() => parts.learn([user]))
    },
    findPeople: api.findUsers,
    async createRoom(input) {
      const { members: _, ...room } = await api.createRoom(input)
      rooms.announce(room)
      return room
    },

    loadRooms: rooms.refresh,
    log: (roomId) => sync.log(roomId).state,
    receipts: receipts.state,
    loadReceipts: receipts.load,
    async openLog(roomId, seq) {
      await sync.open(roomId, seq)
      receipts.lookAt(roomId)
      view.changed()
    },
    leaveLog: sync.leave,
    loadOlder: (roomId) => sync.log(roomId).loadOlder(),
    loadNewer: (roomId) => sync.log(roomId).loadNewer(),
    toNewest: (roomId) => sync.log(roomId).moveToNewest(),
    lookAt: (roomId, seq) => sync.log(roomId).lookAt(seq),

    async send(roomId, content, sendOptions = {}) {
      const { files = [], ...composed } = sendOptions
      const { attachments, bytes } = takeFiles(files, view.server()?.uploads)
      const entry = compose(roomId, content, { ...composed, attachments })
      await outbox.add(entry, bytes)
      parts.typing.sent(roomId)
      return entry.client_id
    },
    typing: parts.typing.say,
    retry: outbox.retry,
    discard: outbox.discard,
    removePendingFile: outbox.removeFile,
    pendingBytes: outbox.bytesOf,
    sentBytes: outbox.sent,
    async editMessage(roomId, messageId, content) {
      requireText(content)
      const changed = await api.editMessage(roomId, messageId, { content })
      batch(() => sync.receive(changed))
    },
    deleteMessage: api.deleteMessage,
    reactions: parts.reactions.state,
    react: parts.reactions.react,
    markRead(roomId, seq) {
      const room = rooms.find(roomId)
      if (room && seq <= room.unread_after) return
      readMarks.mark(roomId, seq)
      rooms.readHere(roomId)
    },
    async changeListing(roomId, change) {
      const listing = await api.changeListing(roomId, change)
      batch(() => rooms.applyListing(listing))
    },
    flush() {
      readMarks.flush()
      parts.drafts.flush()
      view.flush()
    },
    keepDraft: parts.drafts.keep,
    async markUnread(roomId, seq) {
      await readMarks.settled(roomId)
      const state = await api.markUnread(roomId, seq)
      batch(() => {
        readMarks.confirmed(state)
        rooms.applyRead(state)
      })
    },
    preferences: parts.preferences.state,
    loadPreferences: parts.preferences.load,
    changePreferences: parts.preferences.change,
    notifications: parts.notifications.state,
    loadNotifications: parts.notifications.load,
    changeNotifications: parts.notifications.change,
    changeRoomNotifications: parts.notifications.changeRoom,
  }
}

/** Makes the parts and tells them of each other. This is the only place that knows them all. */
function assemble(options: ClientOptions) {
  const credentials =
    options.credentials === 'cookie' ? cookieCredentials() : tokenCredentials(options.tokens)
  const { url, language = () => null } = options
  const requester = createRequester({ url, credentials, language, onSessionOver: () => session.leave() })
  const profiles = createProfiles()
  const api = createApi(requester, profiles.learn)
  const session = createSession({
    api,
    credentials,
    remembered: () => view.settled(),
    onUnreachable: (retryAt) => connection.unreachable(retryAt),
    onSignedIn(me) {
      profiles.learn([me])
      parts.outbox.open(me)
      connection.start()
    },
    onSignedOut() {
      view.clear()
      connection.stop()
      personGone(parts)
      profiles.clear()
    },
  })

  const connection = createConnection({
    url: options.url,
    openSocket: options.openSocket,
    async authorise(isExpired) {
      if (isExpired || credentials.isExpired()) session.verify((await api.refresh()).user)
      return credentials.socketToken()
    },
    resume: () => parts.sync.resume(),
    onFrame(frame) {
      batch(() => {
        applyEvent(parts, frame)
        showProgress(parts)
      })
    },
    onLost: () => connectionLost(parts),
    onSessionOver: () => session.leave(),
  })

  const parts: Parts = {
    connection,
    sync: createSync({
      api,
      send: connection.send,
      onApplied(messages) {
        profiles.learn(messages.flatMap(departedIn))
        parts.rooms.applyMessages(messages)
        parts.outbox.settle(messages)
        parts.reactions.applyMessages(messages)
        parts.receipts.applyMessages(messages)
      },
      onDropped: (roomId) => parts.outbox.dropAcknowledged(roomId),
      daysOf: (roomId) => parts.rooms.find(roomId)?.retention_days ?? null,
      loadKept: (roomId) => view.loadLog(roomId),
    }),
    rooms: createRoomList({
      api,
      myId: () => session.me().id,
      held: (roomId) => parts.sync.held(roomId),
      unconfirmedRead: (roomId) => parts.readMarks.unconfirmed(roomId),
      onFresh: () => showProgress(parts),
      onRemoved(roomId) {
        parts.sync.close(roomId)
        view.dropLog(roomId)
        parts.receipts.close(roomId)
        parts.readMarks.forget(roomId)
      },
    }),
    outbox: createOutbox({
      storage: options.outbox,
      send: connection.send,
      reopen: connection.reopen,
      deliver: (message) => parts.sync.receive(message),
      held: (roomId) => parts.sync.held(roomId),
      transfer: async () =>
        (await import('./uploads/transfer')).createTransfer({ url: options.url, credentials, requester }),
    }),
    reactions: createReactions({ api, deliver: (message) => parts.sync.receive(message) }),
    readMarks: createReadMarks({ send: connection.send }),
    presence: createPresence(),
    contacts: createContacts(),
    drafts: createDrafts(api),
    preferences: createPreferences(api),
    notifications: createNotifications(notificationsApi(requester)),
    typing: createTyping({ send: connection.send }),
    calls: createCalls({
      send: connection.send,
      myId: () => session.me().id,
      iceServers: () => requester.json(iceServers, { method: 'GET', path: '/calls/ice-servers' }),
    }),
    receivedMarks: createReceivedMarks({ send: connection.send, rooms: () => parts.rooms.state.get().rooms }),
    receipts: createReceipts({
      api,
      isAnnounced: (roomId) => (parts.rooms.find(roomId)?.member_count ?? 0) <= limits.receiptMembers,
    }),
    myId: () => session.me().id,
    learn(people) {
      profiles.learn(people)
      for (const person of people) parts.rooms.renamed(person)
      for (const person of people) session.renamed(person)
    },
  }
  const view = createLastView({ options, credentials, api, session, parts, profiles })
  parts.rooms.state.subscribe(parts.receivedMarks.noticed)
  parts.rooms.state.subscribe(view.changed)
  return { api, requester, session, parts, profiles: profiles.state, view }
}

/** Who has deleted their account, by this entry: nothing of how they were seen is left. */
function departedIn({ message_type, sender_id: id, sender_username: username }: Message): User[] {
  return message_type === 'account_deleted' ? [{ id, username, display_name: null, color: null }] : []
}

/** A connection is up to date when everything missed is here: the logs that are open, and the room list. */
function showProgress({ connection, sync, rooms }: Parts): void {
  connection.report(sync.behind(), sync.isSynced() && rooms.isFresh())
}
