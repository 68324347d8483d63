import { createHash } from 'node:crypto'
import { readCallContent } from '#protocol/calls'
import { arePictures } from '#protocol/files'
import { plainText } from '#protocol/markdown/plain-text'
import type { Message } from '#protocol/messages'
import type { PushContent } from '#protocol/notifications'
import { shorten } from '#protocol/text'
import { messagesBefore } from '../store/messages'
import { findChoices } from '../store/notification-choices'
import { usersByIds } from '../store/profiles'
import {
  deleteSubscription,
  noteOutcome,
  type PushSubscriptionRow,
  subscriptionsOf,
} from '../store/push-subscriptions'
import { continueRing, endRing, type Ring, roomOfRing, takeRing } from '../store/rings'
import type { Store, Transaction } from '../store/store'
import { unreadState, unreadTotal } from '../store/unread'
import { type Activity, presentMs } from './activity'
import { chooseDevice, patienceMs } from './choose-device'
import type { Delivery, PushPost } from './post'

const attemptMs = 2 * 60 * 1000
const pauseMs = { first: 5_000, longest: 30 * 60 * 1000 }
const textCharacters = 300

interface Needs {
  store: Store
  post: PushPost
  activity: Activity
}

/** Rings one device of one person for one room, as rules N5 to N9 of docs/notifications.md say. */
export async function sendRing({ store, post, activity }: Needs, ring: Ring): Promise<void> {
  const now = Date.now()
  if (!(await store.transaction((tx) => takeRing(tx, ring, now + attemptMs)))) return
  const content = now < ring.expires_at ? await contentOf(store, ring) : null
  const devices = content ? await subscriptionsOf(store, ring.account_id, now) : []
  const present = activity.of(ring.account_id)
  const chosen = chooseDevice(devices, present, now)
  if (content === null || chosen === null) return store.transaction((tx) => endRing(tx, ring))
  const { devices_rung } = ring
  if (chosen === 'a_page') {
    return store.transaction((tx) =>
      continueRing(tx, ring, { devices_rung, attempts: 0, due_at: now + presentMs }),
    )
  }

  const delivery = await post.send(chosen, content, { topic: topicOf(chosen, ring) })
  await store.transaction(async (tx) => {
    await settleDevice(tx, chosen, delivery, present.get(chosen.session_id) ?? chosen.active_at)
    if (delivery.result === 'later') {
      const due_at = Date.now() + Math.min(pauseMs.first * 2 ** ring.attempts, pauseMs.longest)
      return continueRing(tx, ring, { devices_rung, attempts: ring.attempts + 1, due_at })
    }
    if (delivery.result === 'refused') return endRing(tx, ring)
    if (delivery.result === 'gone') {
      if (devices.length === 1) return endRing(tx, ring)
      return continueRing(tx, ring, { devices_rung, attempts: 0, due_at: Date.now() })
    }
    if (devices_rung + 1 >= devices.length) return endRing(tx, ring)
    return continueRing(tx, ring, {
      devices_rung: devices_rung + 1,
      attempts: 0,
      due_at: Date.now() + patienceMs,
    })
  })
}

/** Notes what became of a push; a device that takes none any more is forgotten. */
export async function settleDevice(
  tx: Transaction,
  device: PushSubscriptionRow,
  { result, status }: Delivery,
  usedAt: number,
): Promise<void> {
  if (result === 'gone') return deleteSubscription(tx, device.session_id, device.endpoint)
  const now = Date.now()
  const isStillRung = device.rung_since !== null && device.rung_since > usedAt
  const rung_since = result !== 'accepted' || isStillRung ? device.rung_since : now
  await noteOutcome(tx, device.session_id, { last_at: now, last_status: status, rung_since })
}

/** What is to be said, as it is at this moment; null when there is nothing any more: it was read, or deleted. */
async function contentOf(store: Store, ring: Ring): Promise<PushContent | null> {
  const { account_id, room_id, seq } = ring
  const [state, room, [text], choices, unread_count] = await Promise.all([
    unreadState(store, room_id, account_id),
    roomOfRing(store, room_id),
    messagesBefore(store, room_id, seq + 1, 1),
    findChoices(store, account_id),
    unreadTotal(store, account_id),
  ])
  if (!state || !room || state.unread_after >= seq) return null
  if (!text || text.seq !== seq || text.deleted_at !== null) return null
  const [user] = await usersByIds(store, [text.sender_id])
  const sender = user?.display_name ?? text.sender_username
  if (text.message_type === 'call_missed') {
    const { media } = readCallContent(text.content)
    return { kind: 'missed_call', room_id, seq, caller: sender, media, unread_count }
  }
  const showsText = choices?.shows_text !== 0
  return {
    kind: 'message',
    room_id,
    seq,
    sender,
    room_type: room.room_type,
    room: room.room_type === 'direct' ? null : room.name,
    text: showsText ? shorten(plainText(text.content), textCharacters) : null,
    file: showsText && text.content === '' ? fileOf(text) : null,
    unread_count,
  }
}

function fileOf({ attachments }: Message): Extract<PushContent, { kind: 'message' }>['file'] {
  const [first] = attachments
  if (!first) return null
  const { kind, name } = first
  return { kind, name, count: attachments.length, are_pictures: arePictures(attachments) }
}

/** Names the room to the push service without telling which it is. */
function topicOf({ auth }: PushSubscriptionRow, { room_id }: Ring): string {
  return createHash('sha256').update(`${auth}:${room_id}`).digest('base64url').slice(0, 32)
}
