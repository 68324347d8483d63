import { expect, test } from 'bun:test'
import { aliceAndBob } from './call-page'

test('[CALL-1] two people see and hear each other', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  await pair.connect('video')
  await Promise.all([alice.grows('audioBytes', 'videoFrames'), bob.grows('audioBytes', 'videoFrames')])
  await alice.press('Hang up')
  for (const one of [alice, bob]) await one.reads('The call is over.')
  await bob.press('Close')
  expect(await bob.panel.count()).toBe(0)
})
