import { z } from 'zod'
import { type Writable, writable } from '#client/readable'
import { type Tone, tones } from './tone'

const recentKey = 'natter.emoji.recent'
const toneKey = 'natter.emoji.tone'
const mostRecent = 27

const recent = kept(recentKey, z.array(z.string()).check(z.maxLength(mostRecent)), [])
const tone = kept(toneKey, z.enum(tones), '')

/** What was chosen last on this device, newest first, each with the tone it was chosen in. */
export const recentEmoji = recent.readable

/** The skin tone new choices are given on this device. */
export const skinTone = tone.readable

export function noteEmoji(emoji: string) {
  recent.keep([emoji, ...recent.readable.get().filter((other) => other !== emoji)].slice(0, mostRecent))
}

export function chooseTone(chosen: Tone) {
  tone.keep(chosen)
}

/** Forgets both. */
export function forgetEmoji() {
  recent.forget()
  tone.forget()
}

/** A value in the storage of the device. What is not of its shape, as after an update, counts as nothing. */
function kept<Value>(key: string, schema: z.core.$ZodType<Value>, nothing: Value) {
  const stored = z.safeParse(schema, parsed(localStorage.getItem(key)))
  const readable: Writable<Value> = writable(stored.success ? stored.data : nothing)
  return {
    readable,
    keep(value: Value) {
      readable.set(value)
      localStorage.setItem(key, JSON.stringify(value))
    },
    forget() {
      readable.set(nothing)
      localStorage.removeItem(key)
    },
  }
}

function parsed(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
