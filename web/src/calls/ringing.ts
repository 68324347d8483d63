import { m } from '#catalogue'
import type { Client } from '#client/client'
import type { Call } from '#protocol/calls'
import { isQuiet } from '#protocol/ringing'
import { isSubscribed } from '../notifications/push'
import { closeNotifications, showNotification } from '../notifications/show'
import { playTones } from '../notifications/sound'
import { levelOf } from '../notifications/unread-total'
import { callTag } from '../offline/names'
import { homePath, roomPath } from '../shell/router'

const everyMs = 2_600
/** Two pairs of a falling third, unlike the sound of a message. */
const ring = [659.26, 523.25, 659.26, 523.25].map((hertz, at) => ({ hertz, afterSeconds: at * 0.18 }))
const ringback = [{ hertz: 440, afterSeconds: 0 }]

/**
 * Rings for a call until the returned function is called: by sound, and by a notification while the page is out of sight.
 * Quiet hours and a muted room are kept. One of several tabs rings.
 */
export function startRinging(client: Client, call: Call, name: string): () => void {
  if (!mayRing(client, call)) return () => {}
  const over = new AbortController()
  const { signal } = over
  const begin = () =>
    new Promise<void>((resolve) => {
      const stopSound = repeat(ring)
      const stopNotice = notifyOutOfSight(call, name)
      signal.addEventListener('abort', () => {
        stopSound()
        stopNotice()
        resolve()
      })
    })
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) void begin()
  locks?.request(`natter ring ${call.id}`, { signal }, begin).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  return () => over.abort()
}

/** The tone one hears while the other side is rung. */
export function startRingback(): () => void {
  return repeat(ringback)
}

function repeat(tones: typeof ring): () => void {
  playTones(tones)
  const timer = setInterval(() => playTones(tones), everyMs)
  return () => clearInterval(timer)
}

/** Who wants to be rung for nothing, or not now, sees a call in an open page and hears nothing. */
function mayRing(client: Client, { room_id }: Call): boolean {
  const choices = client.notifications.get()
  const level = room_id === null ? choices?.level : levelOf(choices, room_id)
  return level !== 'none' && !(choices?.quiet_hours && isQuiet(choices.quiet_hours, new Date()))
}

/** Shows a notification once the page is out of sight, unless one is pushed anyway, and takes it away at the end. */
function notifyOutOfSight(call: Call, name: string): () => void {
  const tag = callTag(call.id)
  let shown: Promise<() => void> | null = null

  async function show(): Promise<() => void> {
    if (await isSubscribed()) return () => void closeNotifications(tag)
    const title = call.media === 'video' ? m.calls_incoming_video({ name }) : m.calls_incoming({ name })
    const path = call.room_id === null ? homePath : roomPath(call.room_id)
    return showNotification(title, { body: m.calls_open_to_answer(), tag, path })
  }

  function look(): void {
    if (document.visibilityState === 'hidden') shown ??= show()
  }

  look()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    void shown?.then((close) => close())
  }
}
