import { expect, test } from 'bun:test'
import { eventually } from '../harness/eventually'
import { drawnFrom, isAtEnd, longTalk, topOf } from './long-talk'

declare global {
  interface Window {
    /** Raised by a test: from then on messages wait in the page. */
    isHolding: boolean
    /** How the messages that wait reach the page: at once, within the task that calls. */
    held: (() => void)[]
  }
}

/** A page with 60 lines, of which the newest are in sight, and whose messages can be kept waiting. */
async function heldTalk() {
  const talk = await longTalk(60)
  const { page } = talk.alice
  await page.addInitScript(holdMessages)
  await page.reload()
  await talk.alice.openRoom('bob')
  await talk.alice.sees('Line 60')
  await drawnFrom(talk.alice.log, 'Line 11')
  await page.evaluate(() => {
    window.isHolding = true
  })
  await talk.bob.api.postMessage(talk.room.id, { content: 'Are you there?' })
  await page.waitForFunction(() => window.held.length > 0)
  return talk
}

/** Runs in the page, before its own scripts. */
function holdMessages() {
  window.isHolding = false
  window.held = []
  class HoldingSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url)
      this.addEventListener('message', (event) => {
        if (!window.isHolding || JSON.parse(event.data).type !== 'message') return
        event.stopImmediatePropagation()
        window.held.push(() => {
          window.isHolding = false
          this.dispatchEvent(new MessageEvent('message', { data: event.data }))
        })
      })
    }
  }
  window.WebSocket = HoldingSocket
}

test('[UI-3] a message that arrives before the browser has told of a scroll moves nobody', async () => {
  await using talk = await heldTalk()
  const { alice } = talk
  const before = await alice.log.evaluate((box) => {
    box.scrollTop -= 600
    for (const arrive of window.held) arrive()
    const line = [...box.querySelectorAll('article')].find((one) => one.textContent?.startsWith('Line 50'))
    return (line?.getBoundingClientRect().top ?? Number.NaN) - box.getBoundingClientRect().top
  })

  await alice.page.getByRole('button', { name: 'Jump to newest, 1 new' }).waitFor()
  expect(Math.abs((await topOf(alice.log, 'Line 50')) - before)).toBeLessThan(2)
  expect(await talk.reader.api.room(talk.room.id)).toMatchObject({ unread_count: 1 })
})

test('[UI-3] the same holds for somebody who reads further up and goes on', async () => {
  await using talk = await heldTalk()
  const { alice } = talk
  await alice.log.evaluate((box) => {
    box.scrollTop -= 600
  })
  await alice.page.getByRole('button', { name: 'Jump to newest' }).waitFor()
  const before = await alice.log.evaluate((box) => {
    box.scrollTop -= 200
    for (const arrive of window.held) arrive()
    const line = [...box.querySelectorAll('article')].find((one) => one.textContent?.startsWith('Line 45'))
    return (line?.getBoundingClientRect().top ?? Number.NaN) - box.getBoundingClientRect().top
  })

  await alice.page.getByRole('button', { name: 'Jump to newest, 1 new' }).waitFor()
  expect(Math.abs((await topOf(alice.log, 'Line 45')) - before)).toBeLessThan(2)
})

test('[UI-3] a message that arrives while the end is in sight stays in sight', async () => {
  await using talk = await heldTalk()
  const { alice } = talk
  await alice.log.evaluate((box) => {
    box.scrollTop -= 20
    for (const arrive of window.held) arrive()
  })
  await alice.sees('Are you there?')
  await eventually(async () => expect(await isAtEnd(alice.log)).toBe(true))
})
