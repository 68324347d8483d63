import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { openSettings } from '../harness/settings'
import { startTurnServer } from '../harness/turn-server'
import { aliceAndBob, alwaysRelay, type Caller } from './call-page'

test('[CALL-1] two who always go through the server talk through its relay alone, and learn no address of each other', async () => {
  await using turn = await startTurnServer({ allowsLoopback: true })
  await using pair = await aliceAndBob({ settings: turn.settings })
  const { alice, bob } = pair
  for (const one of [alice, bob]) await alwaysRelay(one)
  await pair.connect('video')
  await Promise.all([alice.grows('audioBytes', 'videoFrames'), bob.grows('audioBytes', 'videoFrames')])
  for (const one of [alice, bob]) {
    expect(await usedPath(one)).toEqual({ local: 'relay', remote: 'relay' })
    expect(await candidateKinds(one)).toEqual(['relay'])
  }
})

test('[CALL-1] a call whose two sides find no way to each other ends after some tries, and says what to do', async () => {
  await using pair = await aliceAndBob()
  const { alice, bob } = pair
  // Without a relay there is no way through it.
  await alwaysRelay(alice)
  await alice.page.clock.install()
  await alice.page.reload()
  await alice.call()
  await bob.press('Accept')
  await alice.reads('Connecting to bob…')
  const over = alice.panel.getByText('No way to the other device was found.')
  await eventually(async () => {
    await alice.page.clock.fastForward(6_000)
    expect(await over.isVisible()).toBe(true)
  })
  await alice.reads(/No way to the other device was found/)
  await bob.reads(/No way to the other device was found/)
})

test('[CALL-1] the check says that camera, microphone, speaker, direct connection and relay work', async () => {
  await using turn = await startTurnServer({ allowsLoopback: true })
  await using pair = await aliceAndBob({ settings: turn.settings })
  const { alice } = pair
  await openCheck(alice)
  const check = alice.page.getByRole('dialog', { name: 'Check camera' })
  await check.getByLabel('Your own picture').waitFor()
  await check.getByText('The microphone works.').waitFor()
  await check.getByText(/^It works in your own network|^It works, also/).waitFor()
  await check.getByText('It works.', { exact: true }).waitFor()
  await check.getByRole('button', { name: 'Play a chord' }).click()
  expect(await check.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0)
})

test('[CALL-1] the check says what to do where the relay is not to be reached', async () => {
  const settings = { 'calls.turn_urls': 'turn:127.0.0.1:9', 'calls.turn_secret': 'a secret of nobody at all' }
  await using pair = await aliceAndBob({ settings })
  await openCheck(pair.alice)
  await pair.alice.page.getByText(/^The relay could not be reached/).waitFor()
})

async function openCheck({ page }: Caller) {
  await openSettings(page)
  await page.getByRole('button', { name: 'Check camera, microphone and connection' }).click()
}

/** Of what kind the two ends are of the way that is used. */
function usedPath({ page }: Caller) {
  return page.evaluate(async () => {
    const report = await window.madeConnections.at(-1)?.getStats()
    const entries = [...(report?.values() ?? [])]
    const transport = entries.find(({ type }) => type === 'transport')
    // By what a pair says of itself, none was in use for a moment although the call was going.
    const pair = entries.find(({ id }) => id === transport?.selectedCandidatePairId)
    const kindOf = (wanted: string) => entries.find(({ id }) => id === wanted)?.candidateType
    return { local: kindOf(pair?.localCandidateId), remote: kindOf(pair?.remoteCandidateId) }
  })
}

/** The kinds of all ways to themselves that a side has told the other. */
function candidateKinds({ page }: Caller) {
  return page.evaluate(() => {
    const { sdp = '' } = window.madeConnections.at(-1)?.localDescription ?? {}
    return [...new Set([...sdp.matchAll(/ typ (\w+)/g)].map(([, kind]) => kind))]
  })
}
