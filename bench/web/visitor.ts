import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from '#scripts/find-browser'
import type { BenchServer } from '../server'

const switches = ['--no-sandbox', '--disable-background-networking', '--disable-sync', '--no-first-run']

export interface BenchBrowser extends AsyncDisposable {
  /** A browser without anything cached, signed in as the first person. It ends with all others. */
  newContext(): Promise<BrowserContext>
  /** The addresses of the rooms, each of 100,000 messages. */
  readonly rooms: readonly string[]
}

/** Starts a browser for somebody who is in two long rooms. */
export async function openBrowser({ url, tokens }: BenchServer): Promise<BenchBrowser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('Install Chrome or Chromium, or set CHROME_PATH to it.')
  const [token = ''] = tokens
  const rooms = await readRooms(`${url}/api/v1/chat/rooms`, token)
  const browser = await chromium.launch({ executablePath, args: switches })
  const cookies = [
    { name: 'natter_access', value: token, httpOnly: true, url },
    // The page takes it for the sign that somebody is signed in; nothing here is asked for that needs a true one.
    { name: 'natter_csrf', value: 'bench', url },
  ]
  return {
    async newContext() {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
      await context.addCookies(cookies)
      return context
    },
    rooms: rooms.map(({ id }) => `${url}/room/${id}`),
    [Symbol.asyncDispose]: () => browser.close(),
  }
}

/** The rooms of a person, who has read all of them from now on. */
async function readRooms(address: string, token: string): Promise<{ id: string; last_seq: number }[]> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const { rooms } = await (await fetch(address, { headers })).json()
  for (const { id, last_seq } of rooms) {
    const body = JSON.stringify({ seq: last_seq })
    const answer = await fetch(`${address}/${id}/read`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`a room could not be read: ${answer.status}`)
  }
  return rooms
}

/** Resolves once messages of the room are in sight and can be answered. */
export async function roomShown(page: Page): Promise<void> {
  await page.getByRole('log').getByRole('article').last().waitFor()
  await page.getByRole('textbox', { name: /^Write to/ }).waitFor()
}
