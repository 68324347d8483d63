import { afterAll, beforeAll, expect, test } from 'bun:test'
import { resolve } from 'node:path'
import { setScene } from '#scripts/screenshots/scene'
import type { Stage } from '#scripts/screenshots/screen'
import { type ServerProcess, startServerProcess } from '#scripts/screenshots/server-process'
import { walks } from '#scripts/screenshots/walks'
import { wordsIn } from '#scripts/screenshots/words'
import { problemsOf } from '../harness/axe'
import { visit } from '../harness/visitor'

const root = resolve(import.meta.dir, '../..')

/** Setting the scene takes seconds, or a minute where the machine is busy. */
const mostMs = 300_000

/** How somebody sees the page. */
export interface Look {
  view: 'desktop' | 'phone'
  colorScheme: 'light' | 'dark'
  language: 'en' | 'ar'
}

/**
 * Tests every screen in one look, each walk by itself, on a server that they share. Each look has a file of its own, since files
 * are run beside each other.
 */
export function testEveryScreen({ view, colorScheme, language }: Look): void {
  let server: ServerProcess
  let stage: Stage
  beforeAll(async () => {
    server = await startServerProcess(root)
    stage = { server, scene: await setScene(server), say: wordsIn(root, language) }
  }, mostMs)
  afterAll(() => server[Symbol.asyncDispose]())

  for (const { name, screens } of walks) {
    test(`[UI-1] no screen breaks a rule of WCAG 2.2 AA that a machine can find: ${name}`, async () => {
      await using visitor = await visit(server.url, view, { locale: language === 'en' ? 'en-GB' : language })
      const { page } = visitor
      await page.emulateMedia({ colorScheme })
      const found: Record<string, string[]> = {}
      for (const screen of screens) {
        if (screen.isForPhone && view !== 'phone') continue
        await screen.show(page, stage)
        const problems = await problemsOf(page)
        if (problems.length > 0) found[screen.name] = problems
      }
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
      expect(found).toEqual({})
    })
  }
}
