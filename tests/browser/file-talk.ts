import type { BrowserContextOptions, Page } from 'playwright-core'
import { newAccount } from '../harness/account'
import { painted } from '../harness/painted'
import { type ServerOptions, startServer } from '../harness/server'
import { type Visitor, visit } from '../harness/visitor'

export interface Chosen {
  name: string
  mimeType: string
  buffer: Buffer
}

/** Alice in front of her room with Bob, who acts by calls alone. */
export async function fileTalk(
  options: ServerOptions = {},
  view: Pick<BrowserContextOptions, 'serviceWorkers' | 'reducedMotion'> & { isPhone?: boolean } = {},
) {
  const server = await startServer(options)
  const bob = await newAccount(server.url, 'bob')
  const { api } = await newAccount(server.url, 'alice')
  const room = await api.createRoom({ room_type: 'direct', member_ids: [bob.id] })
  const { isPhone = false, ...rest } = view
  const alice = await visit(server.url, isPhone ? 'phone' : 'desktop', rest)
  await alice.signIn('alice')
  await alice.page.goto(`${server.url}/room/${room.id}`)
  await alice.field.waitFor()
  return {
    ...{ server, alice, bob, room, api },
    /** What bob sees, newest first. */
    heard: async () => (await bob.api.history(room.id)).messages,
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Pictures as a device would offer them. */
export async function pictures(...names: string[]): Promise<Chosen[]> {
  const buffer = Buffer.from(await painted(120, 90).arrayBuffer())
  return names.map((name) => ({ name, mimeType: 'image/png', buffer }))
}

/** Chooses files as by the picker of the device. */
export async function pick(page: Page, files: Chosen[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files)
}

/** Pictures in the timeline that can be opened. */
export function shownIn({ log }: Visitor) {
  return log.getByRole('button', { name: /^Open/ })
}

/** Sends pictures and waits until they are messages. */
export async function sendPictures(alice: Visitor, ...names: string[]): Promise<void> {
  const before = await shownIn(alice).count()
  await pick(alice.page, await pictures(...names))
  await alice.page.getByRole('button', { name: `Remove ${names.at(-1)}` }).waitFor()
  await alice.page.getByRole('button', { name: 'Send', exact: true }).click()
  await shownIn(alice)
    .nth(before + names.length - 1)
    .waitFor()
}
