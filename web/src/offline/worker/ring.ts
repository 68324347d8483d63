import type { PushContent } from '#protocol/notifications'
import { guestNumber } from '#protocol/profiles'
import { callTag, notificationIcon, roomTag, type ToPage, type Words, wordsCache, wordsPath } from '../names'
import { withNotifications } from '../with-notifications'

const noWords: Words = {
  newMessage: '',
  picture: '',
  video: '',
  pictures: [],
  files: [],
  call: { audio: '', video: '' },
  missedCall: { audio: '', video: '' },
  test: '',
  lobby: '',
  guest: '',
}

declare const self: ServiceWorkerGlobalScope

type Pushed = Extract<PushContent, { kind: 'message' }>

/** Shows what a push says. A page that somebody looks at is told instead: it shows and sounds by itself. */
export async function ring(content: PushContent): Promise<void> {
  const words = await readWords()
  if (content.kind === 'test') {
    await show('Natter', {
      body: words.test,
      icon: notificationIcon,
      tag: 'test',
    })
    return
  }
  if (await tellPage()) return
  await show(titleOf(content, words), {
    body: bodyOf(content, words),
    icon: notificationIcon,
    badge: '/icons/badge-96.png',
    tag: content.kind === 'call' ? callTag(content.call_id) : roomTag(content.room_id),
    data: content.room_id === null ? '/' : `/room/${content.room_id}`,
    requireInteraction: content.kind === 'call',
    ...{ renotify: true },
  })
  if (content.kind === 'call') return
  const { navigator } = self as { navigator: { setAppBadge?(count: number): Promise<void> } }
  await navigator.setAppBadge?.(content.unread_count)
}

function show(title: string, options: NotificationOptions): Promise<void> {
  return withNotifications(() => self.registration.showNotification(title, options))
}

type Shown = Exclude<PushContent, { kind: 'test' }>

function titleOf(content: Shown, words: Words): string {
  if (content.kind !== 'message') return content.caller
  const number = guestNumber(content.sender)
  const sender = number === null || !words.guest ? content.sender : words.guest.replace('{number}', number)
  const room = (content.room_type === 'lobby' && words.lobby) || content.room
  return room === null ? sender : `${sender} · ${room}`
}

function bodyOf(content: Shown, words: Words): string {
  if (content.kind === 'call') return words.call[content.media]
  if (content.kind === 'missed_call') return words.missedCall[content.media]
  return content.file ? nameOf(content.file, words) : (content.text ?? words.newMessage)
}

function nameOf(file: NonNullable<Pushed['file']>, words: Words): string {
  const { kind, name, count, are_pictures } = file
  const several = (are_pictures ? words.pictures : words.files)[count]
  if (count > 1 && several) return several
  if (kind === 'other') return name
  return kind === 'video' ? words.video : words.picture
}

/** Brings the room to the front: in a page that is open, or in a new one. */
export async function followNotification({ data }: Notification): Promise<void> {
  const path = typeof data === 'string' && data.startsWith('/room/') ? data : '/'
  const pages = await self.clients.matchAll({ type: 'window' })
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0]
  if (!page) {
    await self.clients.openWindow(path)
    return
  }
  await page.focus()
  page.postMessage({ type: 'open', path } satisfies ToPage)
}

/** Returns whether there is a page in front of somebody. */
async function tellPage(): Promise<boolean> {
  const pages = await self.clients.matchAll({ type: 'window' })
  const page = pages.find(({ focused, visibilityState }) => focused && visibilityState === 'visible')
  page?.postMessage({ type: 'rung' } satisfies ToPage)
  return page !== undefined
}

/** The page leaves them here in its language, before anything can ring. */
async function readWords(): Promise<Words> {
  const kept = await (await caches.open(wordsCache)).match(wordsPath)
  return { ...noWords, ...(kept && (await kept.json())) }
}
