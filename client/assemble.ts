import type { User } from '#protocol/accounts'
import { iceServers } from '#protocol/calls'
import { limits } from '#protocol/limits'
import type { Message } from '#protocol/messages'
import { createApi } from './api'
import { createCalls } from './calls'
import type { ClientOptions } from './client'
import { createConnection } from './connection'
import { createContacts } from './contacts'
import { cookieCredentials, tokenCredentials } from './credentials'
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
import { hasLastWord } from './state/reach'
import { createSync } from './sync'
import { createTyping } from './typing'

/** In so many rooms it is asked for unasked how far one's own words have come: about as many as a list shows at once. */
const mostReceipts = 10

/** Makes the parts and tells them of each other. This is the only place that knows them all. */
export function assemble(options: ClientOptions) {
  const credentials =
    options.credentials === 'cookie' ? cookieCredentials() : tokenCredentials(options.tokens)
  const { url, language = () => null } = options
  const requester = createRequester({
    url,
    credentials,
    language,
    onSessionOver: () => session.leave('ended'),
  })
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
    onSessionOver: () => session.leave('ended'),
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
      onFresh() {
        showProgress(parts)
        void parts.receipts.complete(ownLast(parts).slice(0, mostReceipts))
      },
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
      onFresh: () => showProgress(parts),
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
      onChanged: () => view.changed(),
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

/** The rooms in which this person has said the last word, by their ids. */
function ownLast({ rooms, myId }: Parts): string[] {
  const own = rooms.state.get().rooms.filter((room) => hasLastWord(room, myId()))
  return own.map(({ id }) => id)
}

/**
 * A connection is up to date when everything missed is here, the logs that are open and the room list, and when it is known
 * what waits to be sent.
 */
function showProgress({ connection, sync, rooms, outbox }: Parts): void {
  connection.report(sync.behind(), sync.isSynced() && rooms.isFresh() && outbox.isLoaded())
}
