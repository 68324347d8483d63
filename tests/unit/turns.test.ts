import { expect, test } from 'bun:test'
import { createTurns } from '#server/http/turns'

test('[F32] requests that arrive together begin one after the other, with a turn of the event loop between them', async () => {
  const turn = createTurns()
  const log: string[] = []
  setImmediate(function loop() {
    log.push('loop')
    if (log.length < 20) setImmediate(loop)
  })
  await Promise.all(
    ['first', 'second', 'third'].map(async (name) => {
      await turn()
      log.push(name)
    }),
  )
  const begun = log.filter((entry) => entry !== 'loop')
  expect(begun).toEqual(['first', 'second', 'third'])
  const between = log.slice(log.indexOf('second') + 1, log.indexOf('third'))
  expect(between).toContain('loop')
})

test('[F32] a request that comes alone waits for nothing, now and later', async () => {
  const turn = createTurns()
  expect(turn()).toBeUndefined()
  await new Promise((resolve) => setImmediate(resolve))
  await new Promise((resolve) => setImmediate(resolve))
  expect(turn()).toBeUndefined()
})
