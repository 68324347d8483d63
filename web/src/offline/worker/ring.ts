import type { PushContent } from '#protocol/notifications'
import { notificationIcon, roomTag, type ToPage, type Words, wordsCache, wordsPath } from '../names'

declare const self: ServiceWorkerGlobalScope

type Pushed = Extract<PushContent, { kind: 'message' }>

/** Shows what a push says. A page that somebody looks at is told instead: it shows and sounds by itself. */
export async function ring(content: PushContent): Promise<void> {
  const words = await readWords()
  if (content.kind === 'test') {
    await self.registration.showNotification('Natter', {
      body: words.test,
      icon: notificationIcon,
      tag: 'test',
    })
    return
  }
  if (await tellPage()) return
  const { room_id, sender, room, text, file, unread_count } = content
  await self.registration.showNotification(room === null ? sender : `${sender} · ${room}`, {
    body: file ? nameOf(file, words) : (text ?? words.newMessage),
    icon: notificationIcon,
    badge: '/icons/badge-96.png',
    tag: roomTag(room_id),
    data: `/room/${room_id}`,
    ...{ renotify: true },
  })
  const { navigator } = self as { navigator: { setAppBadge?(count: number): Promise<void> } }
  await navigator.setAppBadge?.(unread_count)
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
  return kept ? await kept.json() : { newMessage: '', picture: '', video: '', test: '' }
}

function nameOf({ kind, name }: NonNullable<Pushed['file']>, words: Words): string {
  if (kind === 'other') return name
  return kind === 'video' ? words.video : words.picture
}
