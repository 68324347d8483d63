import { m } from '#catalogue'
import type { Client } from '#client/client'
import { type NotificationsApi, notificationsApi } from '#client/notifications-api'
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
 * way to a new one.
 */
export async function subscribe(client: Client): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  if (!registration) throw new Error('Without a service worker nothing can ring.')
  await leaveWords()
  const { public_key } = await apiOf(client).pushDevices()
  const key = bytesOf(public_key)
  const before = await registration.pushManager.getSubscription()
  if (before && !isSame(before.options.applicationServerKey, key)) await before.unsubscribe()
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  await apiOf(client).subscribeToPush(pushSubscription.parse(made.toJSON()))
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
  const words: Words = {
    newMessage: m.notifications_new_message(),
    picture: m.files_picture(),
    video: m.files_video(),
    call: { audio: m.notifications_call(), video: m.notifications_video_call() },
    missedCall: { audio: m.notifications_missed_call(), video: m.notifications_missed_video_call() },
    test: m.notifications_test_text(),
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
