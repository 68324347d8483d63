import type { Page } from 'playwright-core'
import { startContacts } from './contacts'
import { startLobby, talkInLobby } from './lobby'
import { setScene } from './scene'
import type { Stage } from './screen'
import { startServerProcess } from './server-process'
import { signIn } from './sign-in'
import { wordsIn } from './words'

/** Starts what the pictures need, in a language. It all ends with the stage. */
export async function openStage(root: string, language: string): Promise<Stage & AsyncDisposable> {
  await using opened = new AsyncDisposableStack()
  const server = opened.use(await startServerProcess(root))
  const lobby = opened.use(await startLobby(root))
  await talkInLobby(lobby)
  const scene = await setScene(server)
  const say = wordsIn(root, language)
  const besides = new Map<string, Promise<Page>>()
  let contacts: ReturnType<typeof startContacts> | null = null

  async function open(page: Page, name: string): Promise<Page> {
    const context = await page.context().browser()?.newContext({ locale: 'en-GB' })
    if (!context) throw new Error('This page has no browser to open another window in.')
    const other = await context.newPage()
    await other.goto(server.url)
    await signIn(other, wordsIn(root, 'en'), name)
    return other
  }

  opened.defer(async () => {
    for (const page of besides.values()) await (await page).context().close()
  })
  opened.defer(async () => (await contacts)?.[Symbol.asyncDispose]())
  const all = opened.move()
  return {
    ...{ server, lobby, scene, say },
    contacts() {
      contacts ??= startContacts(root)
      return contacts
    },
    beside(page, name) {
      const known = besides.get(name) ?? open(page, name)
      besides.set(name, known)
      return known
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}
