import { z } from 'zod'
import { ConfigError } from './error'

/** How calls between two people find their way, and how long they wait. */
export const callKeys = {
  'calls.stun_urls': urls(/^stuns?:[^\s?]+$/).meta({
    description: 'STUN servers by which browsers learn how they are seen from outside.',
    allowed: 'a list of addresses such as stun:turn.example.org:3478',
  }),
  'calls.turn_urls': urls(/^turns?:[^\s?]+(\?transport=(udp|tcp))?$/).meta({
    description: 'TURN servers that relay calls which firewalls keep from going directly.',
    allowed: 'a list of addresses such as turn:turn.example.org:3478?transport=udp',
  }),
  'calls.turn_secret': z.string().min(16).max(1000).nullable().default(null).meta({
    description: 'The secret that these TURN servers share with this one (static-auth-secret of coturn).',
    allowed: 'at least 16 characters long',
    hide: 'all',
  }),
  'calls.turn_minutes': z
    .int()
    .min(1)
    .max(24 * 60)
    .default(10)
    .describe('How long somebody can begin to use the relay before their device asks anew.'),
  'calls.ring_seconds': z
    .int()
    .min(1)
    .max(300)
    .default(45)
    .describe('How long a call rings that nobody answers.'),
  'calls.absence_seconds': z
    .int()
    .min(1)
    .max(300)
    .default(30)
    .describe('How long a call waits for a device that has lost its connection to this server.'),
}

type Values = { [Key in keyof typeof callKeys]: z.infer<(typeof callKeys)[Key]> }

export interface CallSettings {
  stunUrls: string[]
  /** Null where nothing relays. */
  turn: { urls: string[]; secret: string } | null
  turnMinutes: number
  ringSeconds: number
  absenceSeconds: number
}

/** @throws ConfigError when a relay has no secret, or a secret has no relay */
export function callSettings(values: Values): CallSettings {
  const [relays, secret] = [values['calls.turn_urls'], values['calls.turn_secret']]
  if (relays.length > 0 !== (secret !== null)) {
    throw new ConfigError('For a TURN server, set both calls.turn_urls and calls.turn_secret.')
  }
  return {
    stunUrls: values['calls.stun_urls'],
    turn: secret === null ? null : { urls: relays, secret },
    turnMinutes: values['calls.turn_minutes'],
    ringSeconds: values['calls.ring_seconds'],
    absenceSeconds: values['calls.absence_seconds'],
  }
}

function urls(form: RegExp) {
  return z.array(z.string().max(300).regex(form)).max(10).default([])
}
