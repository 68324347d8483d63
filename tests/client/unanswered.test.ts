import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { compose } from '#client/compose'
import { createOutbox } from '#client/outbox'
import type { Companions, OutboxStorage } from '#client/ports'
import { memoryOutbox } from '#client/storage/memory'
import type { ClientFrame } from '#protocol/frames'

beforeEach(() => {
  jest.useFakeTimers()
})
afterEach(() => {
  jest.useRealTimers()
})

/** An outbox over a connection that answers only what the test answers, in a time that the test makes pass. */
async function play(storage: OutboxStorage = memoryOutbox()) {
  const sent: string[] = []
  let reopened = 0
  const outbox = createOutbox({
    storage,
    send: (frame: ClientFrame) => frame.type === 'send' && sent.push(frame.data.client_id),
    reopen: () => reopened++,
    deliver: () => true,
    held: () => [],
    onFresh() {},
    transfer: () => Promise.reject(new Error('There is nothing to transfer.')),
  })
  outbox.open({
    ...{ id: 'alice', username: 'alice', email: null, is_email_confirmed: false, phone: null },
    ...{ display_name: null, color: null, role: 'member', has_password: true },
    ...{ created_at: '2026-01-01T00:00:00.000Z', is_guest: false },
  })
  outbox.connected()
  return { outbox, sent, reopened: () => reopened }
}

async function write(outbox: Awaited<ReturnType<typeof play>>['outbox'], clientId: string) {
  await outbox.add(compose('r1', clientId, { clientId }))
  await settle()
}

/** Lets everything happen that waits for no timer. */
async function settle() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

test('[D8] a message that a living connection leaves unanswered is sent again, ever more slowly', async () => {
  const { outbox, sent, reopened } = await play()
  await write(outbox, 'a')
  expect(sent).toEqual(['a'])
  jest.advanceTimersByTime(9_999)
  expect(sent).toEqual(['a'])
  jest.advanceTimersByTime(1)
  expect(sent).toEqual(['a', 'a'])
  jest.advanceTimersByTime(19_999)
  expect(sent).toHaveLength(2)
  jest.advanceTimersByTime(1)
  expect(sent).toHaveLength(3)
  expect(reopened()).toBe(0)
})

test('[D8] after three times in vain the connection is given up for another one, over which it goes out', async () => {
  const { outbox, sent, reopened } = await play()
  await write(outbox, 'a')
  jest.advanceTimersByTime(70_000)
  expect({ sent: sent.length, reopened: reopened() }).toEqual({ sent: 3, reopened: 1 })

  outbox.disconnected()
  jest.advanceTimersByTime(100_000)
  expect(sent).toHaveLength(3)
  outbox.connected()
  await settle()
  expect(sent).toHaveLength(4)
})

test('[D8] what was answered is not sent again', async () => {
  const { outbox, sent, reopened } = await play()
  await write(outbox, 'a')
  await write(outbox, 'b')
  outbox.acknowledge({ ...ack, client_id: 'a' })
  outbox.refuse('b', { code: 'not_a_member', detail: 'You are not a member.', retry: false })
  jest.advanceTimersByTime(200_000)
  expect(sent).toEqual(['a', 'b'])
  expect(reopened()).toBe(0)
})

test('[D8] a tab that says nothing for half a minute while something waits loses its turn', async () => {
  const storage = memoryOutbox()
  const frozen = joinAs(storage)
  const { outbox, sent } = await play(storage)
  await write(outbox, 'a')
  jest.advanceTimersByTime(29_999)
  await settle()
  expect(sent).toEqual([])
  jest.advanceTimersByTime(1)
  await settle()
  expect(sent).toEqual(['a'])
  expect(frozen.turns).toEqual([true, false])
})

test('[D8] a tab that is at work keeps its turn', async () => {
  const storage = memoryOutbox()
  const busy = joinAs(storage)
  const { outbox, sent } = await play(storage)
  await write(outbox, 'a')
  for (let times = 0; times < 5; times++) {
    jest.advanceTimersByTime(20_000)
    busy.companions.tell({ type: 'changed' })
    await settle()
  }
  expect(sent).toEqual([])
  expect(busy.turns).toEqual([true])
})

/** Somebody else who shares the outbox and has the turn. */
function joinAs(storage: OutboxStorage): { companions: Companions; turns: boolean[] } {
  const turns: boolean[] = []
  const companions = storage.join('alice', () => {})
  companions.queue((isMine) => turns.push(isMine))
  return { companions, turns }
}

const ack = { room_id: 'r1', id: '1', seq: 1, timestamp: '2026-01-01T00:00:00.000Z', is_duplicate: false }
