import { expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { adminScreens } from '#scripts/screenshots/admin-screens'
import { emptyScreens, mailedScreens, signedOutScreens } from '#scripts/screenshots/entrance-screens'
import { setScene } from '#scripts/screenshots/scene'
import { screens } from '#scripts/screenshots/screens'
import { startServerProcess } from '#scripts/screenshots/server-process'
import { wordsIn } from '#scripts/screenshots/words'
import { problemsOf } from '../harness/axe'
import { visit } from '../harness/visitor'

const root = resolve(import.meta.dir, '../..')

/** Each screen is seen in both colours, and in both sizes; all four together would find nothing more. */
const looks = [
  ['desktop', 'light'],
  ['phone', 'dark'],
] as const

for (const [view, colorScheme] of looks) {
  test(`[UI-1] no screen breaks a rule of WCAG 2.2 AA that a machine can find: ${view}, ${colorScheme}`, async () => {
    await using server = await startServerProcess(root)
    const stage = { server, scene: await setScene(server), say: wordsIn(root, 'en') }
    const found: Record<string, string[]> = {}
    for (const list of [signedOutScreens, mailedScreens, emptyScreens, adminScreens, screens]) {
      await using visitor = await visit(server.url, view)
      await visitor.page.emulateMedia({ colorScheme })
      for (const screen of list) {
        if (screen.isForPhone && view !== 'phone') continue
        await screen.show(visitor.page, stage)
        const problems = await problemsOf(visitor.page)
        if (problems.length > 0) found[screen.name] = problems
      }
    }
    expect(found).toEqual({})
  })
}
