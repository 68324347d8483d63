import { m } from '#catalogue'
import type { Client } from '#client/client'
import { type NotificationsApi, notificationsApi } from '#client/notifications-api'
import { limits } from '#protocol/limits'
import { pushSubscription } from '#protocol/notifications'
import { type Words, wordsCache, wordsPath } from '../offline/names'

export function apiOf(client: Client): NotificationsApi {
  return notificationsApi(client.requester)
}

export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window
}

/** Whether the server may ring this browser, by day and by night. */
export async function isSubscribed(): Promise<boolean> {
  return (await ownSubscription()) !== null
}

async function ownSubscription(): Promise<PushSubscription | null> {
  if (!canPush()) return null
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ?? null
}

/**
 * Lets the server ring this browser. A subscription for another key, as after the server's secret was replaced, gives
 * way to a new one. Resolves to whether the browser takes pushes.
 */
export async function subscribe(client: Client): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration()
  if (!registration) throw new Error('Without a service worker nothing can ring.')
  await leaveWords()
  const { public_key } = await apiOf(client).pushDevices()
  const key = bytesOf(public_key)
  const before = await registration.pushManager.getSubscription()
  if (before && !isSame(before.options.applicationServerKey, key)) await before.unsubscribe()
  const made = await newSubscription(registration.pushManager, key)
  if (made === null) return false
  await apiOf(client).subscribeToPush(pushSubscription.parse(made.toJSON()))
  return true
}

/** Null where the browser gives none, as in a private window, or where it does not reach its push service. */
async function newSubscription(
  pushManager: PushManager,
  applicationServerKey: Uint8Array<ArrayBuffer>,
): Promise<PushSubscription | null> {
  try {
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    console.warn('This browser takes no pushes.', error)
    return null
  }
}

export async function unsubscribe(client: Client): Promise<void> {
  await apiOf(client).unsubscribeFromPush()
  await (await ownSubscription())?.unsubscribe()
}

/** Tells the server again where this browser is reached: addresses change, and whoever opens the page is here. */
export async function renewSubscription(client: Client): Promise<void> {
  if (await isSubscribed()) await subscribe(client)
}

/** Leaves the words of notifications where the service worker finds them. */
export async function leaveWords(): Promise<void> {
  if (!('caches' in window)) return
  const counts = Array.from({ length: limits.attachments + 1 }, (_, count) => count)
  const words: Words = {
    newMessage: m.notifications_new_message(),
    picture: m.files_picture(),
    video: m.files_video(),
    pictures: counts.map((count) => m.files_pictures({ count })),
    files: counts.map((count) => m.files_several({ count })),
    call: { audio: m.notifications_call(), video: m.notifications_video_call() },
    missedCall: { audio: m.notifications_missed_call(), video: m.notifications_missed_video_call() },
    test: m.notifications_test_text(),
    lobby: m.rooms_lobby(),
    guest: m.people_guest({ number: '{number}' }),
  }
  await (await caches.open(wordsCache)).put(wordsPath, Response.json(words))
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function isSame(one: ArrayBuffer | null, other: Uint8Array): boolean {
  return one !== null && new Uint8Array(one).every((byte, at) => byte === other[at])
}
