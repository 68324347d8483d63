import { assemble } from './assemble'
import type { Client, ClientOptions } from './client'
import { compose, requireText } from './compose'
import { deleteAccount } from './delete-account'
import { batch } from './readable'
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
