import type { FoundUser, Register } from '#protocol/accounts'
import type { VerifyCode } from '#protocol/codes'
import type { Draft } from '#protocol/drafts'
import type { Message } from '#protocol/messages'
import type { ChangeNotifications, Level, Notifications } from '#protocol/notifications'
import type { ChangePreferences, Preferences } from '#protocol/preferences'
import type { ChangeProfile } from '#protocol/profiles'
import type { Proof } from '#protocol/proofs'
import type { MemberReceipt } from '#protocol/receipts'
import type { ChangeListing, CreateRoom, Room } from '#protocol/rooms'
import type { ServerInfo } from '#protocol/server-info'
import type { SignedIn } from '#protocol/sessions'
import type { Api } from './api'
import type { Calls } from './calls'
import type { ContactsState } from './contacts'
import type { Tokens } from './credentials'
import type { Drafts } from './drafts'
import type { OpenSocket, OutboxStorage, ViewStorage } from './ports'
import type { People } from './presence'
import type { Profiles } from './profiles'
import type { Wishes } from './reactions'
import type { Readable } from './readable'
import type { Requester } from './request'
import type { ConnectionState, LogState, Pending, RoomListState, SessionState } from './state/types'
import type { Typists } from './typing'
import type { FileToSend } from './uploads/take-files'

export interface ClientOptions {
  /** The server's address, such as `https://chat.example.org`; without a trailing slash. */
  url: string
  /** `cookie` in a browser, where no script sees a token; `token` everywhere else. */
  credentials: 'cookie' | 'token'
  /** Tokens of an earlier sign-in, for `token`: `start` goes on with that session. */
  tokens?: Tokens
  outbox: OutboxStorage
  /** Keeps what was seen last; without it nothing is shown before the server has answered. */
  view?: ViewStorage
  openSocket: OpenSocket
  /** The language (RFC 9110) that the server is asked to answer and to mail in; null, or nothing, for that of the browser. */
  language?: () => string | null
}

export interface SendOptions {
  replyTo?: Message
  clientId?: string
  /** In the order in which they are shown. */
  files?: readonly FileToSend[]
}

/** Everything a program that chats needs. Rejections are `ApiError`s: a code from the table and a sentence. */
export interface Client {
  readonly session: Readable<SessionState>
  readonly connection: Readable<ConnectionState>
  readonly rooms: Readable<RoomListState>
  /** Own messages that are not acknowledged yet, oldest first, of all rooms and all who share the outbox. */
  readonly pending: Readable<readonly Pending[]>
  /** Who is online, of those who share a room; empty without a connection. */
  readonly presence: Readable<People>
  /** How people want to be seen, of those the server has described. */
  readonly profiles: Readable<Profiles>
  /** Contacts, who asks to be one, and whom this person has blocked; where people find their contacts alone. */
  readonly contacts: Readable<ContactsState>
  /** What this person has begun to write on any device; null until the server was asked. */
  readonly drafts: Readable<Drafts | null>
  /** Who is writing right now, without this person. */
  readonly typists: Readable<Typists>
  /** Calls with one other person. */
  readonly calls: Calls
  /** The typed REST calls, for what has no state here. */
  readonly api: Api
  /** Makes the calls of parts that are loaded later than the rest. */
  readonly requester: Pick<Requester, 'json' | 'empty' | 'file'>

  /** Finds out who is signed in, and connects if somebody is. Resolves once `session` is known. */
  start(): Promise<void>
  /**
   * Shows what this device keeps of what was seen last, with the log of a room if one is to be seen at once, and connects as
   * the person it belongs to, unless it is known by then who is signed in. Resolves to what the server said of itself at that
   * time; null when nothing is shown. Asked again, it does nothing more.
   */
  showKept(roomId: string | null): Promise<ServerInfo | null>
  /** Closes the connection and stops every timer. Nothing that was written is lost. */
  stop(): Promise<void>
  /**
   * Cuts waiting for the next attempt short and finds out at once whether the connection is alive. For the
   * moment a device is online again or its person looks at the screen.
   */
  wake(): void

  /** What the server says of itself. It is asked once, unless that failed. */
  serverInfo(): Promise<ServerInfo>
  /** Opens an account and signs in with it. A guest who wants to keep what they wrote says `keep_guest`. */
  register(input: Register): Promise<void>
  /** `name` is a username or an e-mail address. */
  login(name: string, password: string): Promise<void>
  /** Signs in by a mailed code, which `api.requestCode` or `api.requestSignUpCode` asks for. */
  loginWithCode(input: VerifyCode): Promise<void>
  /** Goes on as the person that the answer to any other way to sign in names. */
  accept(answer: SignedIn): void
  logout(): Promise<void>
  /** Deletes the account for ever, and what this device keeps of it. */
  deleteAccount(proof: Proof): Promise<void>
  /** Uses up the link that makes its opener the owner of the server. */
  becomeOwner(token: string): Promise<void>

  /** Changes what this person is called, and the colour of their face. */
  changeProfile(input: ChangeProfile): Promise<void>
  findPeople(query: string): Promise<FoundUser[]>
  createRoom(input: CreateRoom): Promise<Room>
  /** Fetches the room list without a connection, which otherwise brings it. */
  loadRooms(): Promise<void>

  /** The log of one room. The same object for the same room. */
  log(roomId: string): Readable<LogState>
  /**
   * How far the members of a room have received and read it; empty until it is known. Kept fresh for the room opened
   * last, unless it is too large for the server to announce it there.
   */
  receipts(roomId: string): Readable<readonly MemberReceipt[]>
  /** Asks for them, which is of use in a large room. */
  loadReceipts(roomId: string): Promise<void>
  /**
   * Loads the newest page, or the part around `seq`, and from then on keeps the log complete. Repeating it does nothing, but
   * with a `seq` that is not held it goes there. Where no entry has that number, those around its place are held.
   */
  openLog(roomId: string, seq?: number): Promise<void>
  /** Says that nobody looks at the log any more. The 20 left last stay complete, older ones are closed. */
  leaveLog(roomId: string): void
  /** Adds the page before the oldest entry held. Does nothing while one is on its way or none is left. */
  loadOlder(roomId: string): Promise<void>
  /** Adds the page after the newest entry held. Does nothing while one is on its way or none is left. */
  loadNewer(roomId: string): Promise<void>
  /** Goes from the middle of a log back to its newest entries. Does nothing there. */
  toNewest(roomId: string): Promise<void>
  /**
   * Says which entry is in sight, null for the newest: where too many are held, those furthest from it are let go. A program
   * that never says it holds all that it has loaded.
   */
  lookAt(roomId: string, seq: number | null): void

  /**
   * Shows the message at once and sends it as soon as there is a connection. Resolves when it is kept on this
   * device, and so survives a reload, or when `is_kept` says that it cannot be. Order is kept per room.
   * With files it goes out when all of them are there.
   * @returns the client id, by which the line is found in `pending` until it is acknowledged.
   */
  send(roomId: string, content: string, options?: SendOptions): Promise<string>
  /** How many bytes of each file of `pending` have gone out from here, by its key, until all of it is there. */
  readonly sentBytes: Readable<ReadonlyMap<string, number>>
  /** The bytes of a file of `pending`, by the message's client id and the file's key; null where they are gone. */
  pendingBytes(clientId: string, key: string): Promise<Blob | null>
  /** Takes a file away from a message that failed or waits for its files; the last one with a message that is empty. */
  removePendingFile(clientId: string, key: string): Promise<void>
  /** Says that this person is writing in a room. Call it at each stroke: it is told every three seconds. */
  typing(roomId: string): void
  /** Brings what was begun to this person's other devices; of two drafts of a room the one written later counts. */
  keepDraft(draft: Draft): void
  /** Puts a failed message back in line. */
  retry(clientId: string): Promise<void>
  /** Forgets a message that failed or waits for its files. */
  discard(clientId: string): Promise<void>
  /** Gives one's own message other words, none where it has files. Resolves when that is durable and shown here; needs a connection. */
  editMessage(roomId: string, messageId: string, content: string): Promise<void>
  /** Takes the text of one's own message away, for everyone. Resolves when that is durable; needs a connection. */
  deleteMessage(roomId: string, messageId: string): Promise<void>
  /** Reactions of this person that are on their way, by message: `withWishes` shows them at once. */
  readonly reactions: Readable<Wishes>
  /**
   * Puts an emoji under a message, or takes one's own away. It is shown at once, goes out when there is a connection, and
   * resolves when it is durable. When it is refused it is taken back, and this rejects.
   */
  react(message: Message, emoji: string, isOn: boolean): Promise<void>
  /** Says that everything up to `seq` was read. Sent at most once a second. */
  markRead(roomId: string, seq: number): void
  /**
   * Pins a room in this person's list, archives it up to a number, or takes that back, on all their devices. Resolves when
   * that is durable and shown here; needs a connection.
   */
  changeListing(roomId: string, change: ChangeListing): Promise<void>
  /** Says at once what was read or begun and waits for its second: for the moment before a page goes. */
  flush(): void
  /**
   * Lets a room count as unread from an entry on, on all devices of this person, until `markRead` is called again. Others
   * are told nothing. Resolves when that is durable and shown here; needs a connection.
   */
  markUnread(roomId: string, seq: number): Promise<void>

  /** What this person lets others know of them, and how they are written to; null until it was asked for. */
  readonly preferences: Readable<Preferences | null>
  loadPreferences(): Promise<void>
  /** Resolves when the change holds for everyone. */
  changePreferences(change: ChangePreferences): Promise<void>

  /** What this person is rung for, and where not; null until it was asked for. */
  readonly notifications: Readable<Notifications | null>
  loadNotifications(): Promise<void>
  /** Resolves when the change holds on all their devices. */
  changeNotifications(change: ChangeNotifications): Promise<void>
  /** The same for one room; null goes back to the level for all rooms. */
  changeRoomNotifications(roomId: string, level: Level | null): Promise<void>
}
