import type { Locator, Page } from 'playwright-core'
import { newAccount } from '../harness/account'
import { patienceMs } from '../harness/patience'
import { type ServerOptions, startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

/** Somebody with a camera and a microphone, and what they see of calls. */
export interface Caller {
  readonly visitor: Visitor
  readonly page: Page
  /** The call they are in, make, or have made. */
  readonly panel: Locator
  readonly ringing: Locator
  call(media?: 'audio' | 'video'): Promise<void>
  press(name: string): Promise<void>
  /** Resolves once they talk. */
  talks(): Promise<void>
  /** Resolves once the panel says something. */
  reads(text: string | RegExp): Promise<void>
  /** What their connections have counted, newest connection last. */
  counts(): Promise<Counts>
  /** Resolves once these figures have all grown. */
  grows(...figures: (keyof Counts)[]): Promise<void>
}

export interface Counts {
  audioBytes: number
  videoFrames: number
}

/** Keeps hold of the connections of a page, so that a test can ask them what they have counted. */
function rememberConnections() {
  const made: RTCPeerConnection[] = []
  Object.assign(window, { madeConnections: made })
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      made.push(this)
    }
  }
}

declare global {
  interface Window {
    madeConnections: RTCPeerConnection[]
  }
}

export function callerAt(visitor: Visitor): Caller {
  const { page } = visitor
  const panel = page.locator('[data-region=call]')
  async function counts(): Promise<Counts> {
    return page.evaluate(async () => {
      const sum = { audioBytes: 0, videoFrames: 0 }
      const report = await window.madeConnections.at(-1)?.getStats()
      for (const entry of report?.values() ?? []) {
        if (entry.type !== 'inbound-rtp') continue
        if (entry.kind === 'audio') sum.audioBytes += entry.bytesReceived
        else sum.videoFrames += entry.framesDecoded ?? 0
      }
      return sum
    })
  }
  return {
    ...{ visitor, page, panel, counts },
    ringing: page.getByRole('alertdialog'),
    async call(media = 'audio') {
      const name = media === 'audio' ? 'Call' : 'Video call'
      await page.getByRole('button', { name, exact: true }).click()
    },
    async press(name) {
      await page.getByRole('button', { name, exact: true }).click()
    },
    async talks() {
      await panel.getByRole('timer').waitFor()
    },
    async reads(text) {
      await panel.getByText(text).first().waitFor()
    },
    async grows(...figures) {
      const before = await counts()
      const until = Date.now() + patienceMs
      for (;;) {
        const now = await counts()
        if (figures.every((figure) => now[figure] > before[figure])) return
        if (Date.now() > until) throw new Error(`${figures} stays at ${JSON.stringify(now)}`)
        await page.waitForTimeout(200)
      }
    },
  }
}

/** Opens a page of somebody with devices, signed in. */
export async function callerPage(url: string, name: string, view: 'desktop' | 'phone' = 'desktop') {
  const visitor = await visit('about:blank', view, { hasDevices: true })
  await visitor.page.addInitScript(rememberConnections)
  await visitor.page.goto(url)
  await visitor.signIn(name)
  return { ...callerAt(visitor), [Symbol.asyncDispose]: () => visitor[Symbol.asyncDispose]() }
}

/** alice and bob in their direct room, each before a screen of their own. */
export async function aliceAndBob(options: ServerOptions = {}, view: 'desktop' | 'phone' = 'desktop') {
  const server = await startServer(options)
  const aliceAccount = await newAccount(server.url, 'alice')
  const bobAccount = await newAccount(server.url, 'bob')
  const room = await aliceAccount.api.createRoom({ room_type: 'direct', member_ids: [bobAccount.id] })
  const alice = await callerPage(server.url, 'alice', view)
  const bob = await callerPage(server.url, 'bob', view)
  for (const { page } of [alice, bob]) await page.goto(`${server.url}/room/${room.id}`)
  return {
    ...{ server, room, alice, bob },
    /** alice calls, bob accepts, both talk. */
    async connect(media: 'audio' | 'video' = 'audio') {
      await alice.call(media)
      await bob.press(media === 'audio' ? 'Accept' : 'Accept with video')
      await Promise.all([alice.talks(), bob.talks()])
    },
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await bob[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
