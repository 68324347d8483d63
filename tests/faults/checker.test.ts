import { expect, test } from 'bun:test'
import type { Message } from '#protocol/messages'
import { check, flawless, type History } from './checker'

test('[I0] a history in which every promise was kept has a clean verdict', () => {
  expect(check(soundHistory())).toEqual(flawless)
})

test('[I0] [MSG-8] numbers taken by changes are no gaps, those beyond them are', () => {
  const changed = { ...entry(1), changed_seq: 3 }
  const gapsOf = (newest: number) => {
    const history = soundHistory()
    history.stored.set('room', [changed, { ...entry(2), seq: newest, changed_seq: newest }])
    return check(history).gaps
  }
  expect(gapsOf(4)).toEqual([])
  expect(gapsOf(5)).toEqual(['room: 4 is missing'])
})

const breakages: [string, keyof typeof flawless, (history: History) => void][] = [
  ['an acknowledged text that is not stored', 'lost', ({ stored }) => stored.set('room', [entry(1)])],
  ['a text stored twice', 'doubled', ({ stored }) => stored.set('room', [entry(1), entry(2), entry(3, 2)])],
  ['a missing number', 'gaps', ({ stored }) => stored.set('room', [entry(1), { ...entry(2), seq: 3 }])],
  [
    'an acknowledgement with another number',
    'misnumbered',
    ({ acked }) => acked.push({ client_id: 'c1', seq: 2 }),
  ],
  ['a text nobody sent', 'altered', ({ sent }) => sent.delete('c2')],
  ['a text that was never answered', 'unsettled', ({ unsettled }) => unsettled.push('c3')],
  ['a client that shows less than the log', 'divergent', ({ shown }) => shown.push(view([entry(1)]))],
  [
    'a client that shows a text as it was before it was changed',
    'divergent',
    ({ stored }) => stored.set('room', [entry(1), { ...entry(2), changed_seq: 3 }]),
  ],
  ['a client that shows another order', 'divergent', ({ shown }) => shown.push(view([entry(2), entry(1)]))],
]

for (const [what, field, breakIt] of breakages) {
  test(`[I0] the checker notices ${what}`, () => {
    const history = soundHistory()
    breakIt(history)
    expect(check(history)[field].length).toBeGreaterThan(0)
  })
}

function soundHistory(): History {
  const texts = [1, 2].map(
    (n) => [`c${n}`, { room_id: 'room', sender_id: 'alice', content: `text ${n}` }] as const,
  )
  const log = [entry(1), entry(2)]
  return {
    sent: new Map(texts),
    acked: [1, 2].map((n) => ({ client_id: `c${n}`, seq: n })),
    unsettled: [],
    stored: new Map([['room', log]]),
    shown: [view(log)],
  }
}

function view(messages: readonly Message[]) {
  return { by: 'bob', room_id: 'room', messages }
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
  }
}
