import { test } from 'bun:test'
import { startProxy } from '../harness/proxy'
import { startTurnServer } from '../harness/turn-server'
import { aliceAndBob, alwaysRelay } from './call-page'

/** alice and bob, whose calls go through a relay that a bad network lies before. */
async function overBadNetwork() {
  const turn = await startTurnServer({ allowsLoopback: true })
  const proxy = await startProxy(`http://127.0.0.1:${turn.port}`)
  const urls = `turn:127.0.0.1:${new URL(proxy.url).port}?transport=tcp`
  const pair = await aliceAndBob({ settings: { ...turn.settings, 'calls.turn_urls': urls } })
  for (const one of [pair.alice, pair.bob]) await alwaysRelay(one)
  return {
    ...{ ...pair, proxy },
    async [Symbol.asyncDispose]() {
      await pair[Symbol.asyncDispose]()
      proxy[Symbol.dispose]()
      await turn[Symbol.asyncDispose]()
    },
  }
}

test('[CALL-1] a way that is lost is looked for again, and the call goes on when there is one', async () => {
  await using pair = await overBadNetwork()
  const { alice, bob, proxy } = pair
  await pair.connect()
  proxy.weather.isDown = true
  proxy.cut()
  await alice.reads('The connection to bob is interrupted.')
  proxy.weather.isDown = false
  await Promise.all([alice.talks(), bob.talks()])
  await Promise.all([alice.grows('audioBytes'), bob.grows('audioBytes')])
})

test('[CALL-1] a line on which an answer takes long is called bad, and no more when it is fast again', async () => {
  await using pair = await overBadNetwork()
  const { alice, proxy } = pair
  await pair.connect()
  proxy.weather.upDelayMs = 600
  await alice.reads(/The line is bad/)
  proxy.weather.upDelayMs = 0
  await alice.panel.getByText(/The line is/).waitFor({ state: 'detached' })
})
