import { expect, test } from 'bun:test'
import type { Message } from '#protocol/messages'
import { check } from './checker'
import { type Happening, type Noted, newHistory } from './history'
import { flawless, type Verdict } from './verdict'

test('[I0] a history in which every promise was kept has a clean verdict, also when read from its file', () => {
  using history = newHistory()
  for (const happening of sound) history.note(happening)
  expect(check(history.read())).toEqual(flawless)
})

test('[I0] [MSG-8] numbers taken by changes are no gaps, those beyond them are', () => {
  const changed = { ...entry(1), changed_seq: 3 }
  const gapsOf = (newest: number) => {
    const messages = [changed, { ...entry(2), seq: newest, changed_seq: newest }]
    return check(noted([{ type: 'stored', room_id: 'room', messages }])).gaps
  }
  expect(gapsOf(4)).toEqual([])
  expect(gapsOf(5)).toEqual(['room: 4 is missing'])
})

const breakages: [string, keyof Verdict, Happening[]][] = [
  ['an acknowledged text that is not stored', 'lost', [stored([entry(1)])]],
  ['a text stored twice', 'doubled', [stored([entry(1), entry(2), entry(3, 2)])]],
  ['a client id accepted as new twice', 'doubled', [acked(1)]],
  ['a missing number', 'gaps', [stored([entry(1), { ...entry(2), seq: 3 }])]],
  ['an acknowledgement with another number', 'misnumbered', [{ ...acked(1), seq: 2 }]],
  ['a text nobody sent', 'altered', [stored([entry(1), entry(2), entry(3)])]],
  ['a text in the name of somebody else', 'altered', [{ ...sent(2), sender_id: 'eve' }]],
  ['texts that overtook each other', 'disordered', [stored([entry(1, 2), entry(2, 1)])]],
  ['a text that was never answered', 'unsettled', [{ type: 'unsettled', client_id: 'c3' }]],
  [
    'a text its author was told is not sent',
    'failed',
    [{ type: 'failed', client_id: 'c3', code: 'internal' }],
  ],
  ['a client that shows less than the log', 'divergent', [shown([entry(1)])]],
  [
    'a client that shows a text as it was before it was changed',
    'divergent',
    [stored([entry(1), { ...entry(2), changed_seq: 3 }])],
  ],
  ['a client that shows another order', 'divergent', [shown([entry(2), entry(1)])]],
  [
    'an entry heard after a removal',
    'overheard',
    [{ type: 'removed', user_id: 'bob', room_id: 'room', seq: 1 }],
  ],
  ['an error in the log of the server', 'defects', [{ type: 'defect', line: 'request_failed' }]],
]

for (const [what, field, happenings] of breakages) {
  test(`[I0] the checker notices ${what}`, () => {
    expect(check(noted([...sound, ...happenings]))[field].length).toBeGreaterThan(0)
  })
}

test('[I0] the checker notices a device that hears something more than a second after it was signed out', () => {
  const signedOut = { type: 'signed_out', via: "bob's", at: 5000 } as const
  const late = (at: number) => check([signedOut, { ...heard(2), at }]).haunted
  expect(late(5900)).toEqual([])
  expect(late(6100)).toHaveLength(1)
})

const sound: Happening[] = [
  ...[1, 2].map(sent),
  ...[1, 2].map(acked),
  ...[1, 2].map(heard),
  { ...acked(1), is_duplicate: true },
  stored([entry(1), entry(2)]),
  shown([entry(1), entry(2)]),
]

function noted(happenings: readonly Happening[]): Noted[] {
  return happenings.map((happening, at) => ({ ...happening, at }))
}

function sent(n: number): Happening & { type: 'send' } {
  const text = { client_id: `c${n}`, content: `text ${n}` }
  return { type: 'send', ...text, room_id: 'room', sender_id: 'alice', via: "alice's" }
}

function acked(n: number): Happening & { type: 'ack' } {
  return { type: 'ack', client_id: `c${n}`, seq: n, is_duplicate: false }
}

function heard(seq: number): Happening & { type: 'heard' } {
  return { type: 'heard', via: "bob's", user_id: 'bob', room_id: 'room', seq }
}

function stored(messages: readonly Message[]): Happening {
  return { type: 'stored', room_id: 'room', messages }
}

function shown(messages: readonly Message[]): Happening {
  return { type: 'shown', by: 'bob', room_id: 'room', messages }
}

function entry(seq: number, text = seq): Message {
  return {
    id: String(seq),
    room_id: 'room',
    seq,
    changed_seq: seq,
    client_id: `c${seq}`,
    sender_id: 'alice',
    sender_username: 'alice',
    message_type: 'text',
    content: `text ${text}`,
    timestamp: '2026-01-01T00:00:00.000Z',
    is_edited: false,
    edited_at: null,
    deleted_at: null,
    reply_to: null,
    subject: null,
    mentions: [],
    reactions: [],
    attachments: [],
  }
}
