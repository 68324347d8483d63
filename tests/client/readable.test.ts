import { expect, test } from 'bun:test'
import { batch, writable } from '#client/readable'

test('[MSG-5] whoever looks at two values during a batch sees both from before or both from after', () => {
  const pending = writable(['hello'])
  const messages = writable<string[]>([])
  const seen: string[][] = []
  const look = () => seen.push([...messages.get(), ...pending.get()])
  pending.subscribe(look)
  messages.subscribe(look)

  batch(() => {
    pending.set([])
    batch(() => messages.set(['hello']))
  })

  expect(seen).toEqual([['hello'], ['hello']])
})

test('a listener is told of changes until it no longer wants to be, and not of what stays the same', () => {
  const value = writable(1)
  let told = 0
  const stop = value.subscribe(() => told++)
  value.set(1)
  value.set(2)
  stop()
  value.set(3)
  expect(told).toBe(1)
})

test('listeners hear what was set even when the batch fails', () => {
  const value = writable(1)
  let told = 0
  value.subscribe(() => told++)
  const fail = () => {
    value.set(2)
    throw new Error('half way')
  }
  expect(() => batch(fail)).toThrow('half way')
  expect(told).toBe(1)
})
