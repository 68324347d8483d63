import type { Locator, Page } from 'playwright-core'
import type { Say } from '#scripts/screenshots/words'
import { newAccount } from '../harness/account'
import { patienceMs } from '../harness/patience'
import { type ServerOptions, startServer } from '../harness/server'
import { openSettings } from '../harness/settings'
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
  /** Whether a button of the call is pressed. */
  pressed(name: string): Promise<boolean>
  /** Ends sharing as the browser's own bar does. */
  endSharing(): Promise<void>
  /** Resolves once they talk. */
  talks(): Promise<void>
  /** Resolves once the panel says something. */
  reads(text: string | RegExp): Promise<void>
  /** What their connections have counted, newest connection last. */
  counts(): Promise<Counts>
  /** By what the other side recognises this one on its way; each way that is looked for has another. */
  credentials(): Promise<string>
  /** Resolves once they are others and there is a way. */
  renews(before: string): Promise<void>
  /** Resolves once these figures have all grown. */
  grows(...figures: (keyof Counts)[]): Promise<void>
}

export interface Counts {
  audioBytes: number
  videoFrames: number
}

/** Keeps hold of the connections and screens of a page, so that a test can ask what they count and end what a browser would. */
function rememberWhatIsMade() {
  const made: RTCPeerConnection[] = []
  Object.assign(window, { madeConnections: made })
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      made.push(this)
    }
  }
  const shared: MediaStreamTrack[] = []
  Object.assign(window, { sharedScreens: shared })
  // A page without an address of its own has no devices.
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices }
  const share = mediaDevices?.getDisplayMedia.bind(mediaDevices)
  if (!mediaDevices || !share) return
  mediaDevices.getDisplayMedia = async (options) => {
    const stream = await share(options)
    shared.push(...stream.getVideoTracks())
    return stream
  }
}

declare global {
  interface Window {
    madeConnections: RTCPeerConnection[]
    sharedScreens: MediaStreamTrack[]
  }
}

/** Somebody whose page speaks English, unless told what it says instead. */
export function callerAt(visitor: Visitor, say: Say = (english) => english): Caller {
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
  async function credentials(): Promise<string> {
    return page.evaluate(() => {
      const { sdp = '' } = window.madeConnections.at(-1)?.localDescription ?? {}
      return /a=ice-ufrag:(.*)/.exec(sdp)?.[1] ?? ''
    })
  }
  return {
    ...{ visitor, page, panel, counts, credentials },
    ringing: page.getByRole('alertdialog'),
    async call(media = 'audio') {
      const name = media === 'audio' ? /^Call / : /^Video call/
      await page.locator('header').getByRole('button', { name }).click()
    },
    async press(name) {
      await page.getByRole('button', { name: say(name, 'calls'), exact: true }).click()
    },
    async pressed(name) {
      const button = panel.getByRole('button', { name, exact: true })
      return (await button.getAttribute('aria-pressed')) === 'true'
    },
    async endSharing() {
      await page.evaluate(() => {
        const track = window.sharedScreens.at(-1)
        track?.stop()
        track?.dispatchEvent(new Event('ended'))
      })
    },
    async renews(before) {
      const until = Date.now() + patienceMs
      while ((await credentials()) === before) {
        if (Date.now() > until) throw new Error('no new way was looked for')
        await page.waitForTimeout(100)
      }
    },
    async talks() {
      await panel.getByRole('timer').waitFor()
    },
    async reads(text) {
      const said = typeof text === 'string' ? say(text, 'calls') : text
      await panel.getByText(said).first().waitFor()
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
  await visitor.page.context().addInitScript(rememberWhatIsMade)
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
  await aliceAccount.api.postMessage(room.id, { content: 'May I call?' })
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

/** Chooses in the settings that calls go through the server's relay only. */
export async function alwaysRelay({ page }: Caller) {
  await openSettings(page)
  await page.getByText('Always go through the server').click()
  await page.getByRole('button', { name: 'Close' }).click()
}
