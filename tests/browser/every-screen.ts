import { afterAll, beforeAll, expect, test } from 'bun:test'
import { resolve } from 'node:path'
import type { Stage } from '#scripts/screenshots/screen'
import { openStage } from '#scripts/screenshots/stage'
import { walks } from '#scripts/screenshots/walks'
import { problemsOf } from '../harness/axe'
import { misfitsOf } from '../harness/touch'
import { visit } from '../harness/visitor'

const root = resolve(import.meta.dir, '../..')

/** Setting the scene takes seconds, or a minute where the machine is busy. */
const mostMs = 300_000

/** How somebody sees the page. */
export interface Look {
  view: 'desktop' | 'phone'
  /** Where the screen is narrower than usual. */
  width?: number
  colorScheme: 'light' | 'dark'
  language: 'en' | 'ar'
}

/**
 * Tests every screen in one look, each walk by itself, on a server that they share. Each look has a file of its own, since files
 * are run beside each other.
 */
export function testEveryScreen({ view, width, colorScheme, language }: Look): void {
  let stage: Stage & AsyncDisposable
  beforeAll(async () => {
    stage = await openStage(root, language)
  }, mostMs)
  afterAll(() => stage[Symbol.asyncDispose]())

  for (const { name, screens } of walks) {
    test(`[UI-1] no screen breaks a rule of WCAG 2.2 AA that a machine can find, or is hard to use with a finger: ${name}`, async () => {
      await using visitor = await visit(stage.server.url, view, {
        locale: language === 'en' ? 'en-GB' : language,
        ...{ hasDevices: true, serviceWorkers: 'allow' },
      })
      const { page } = visitor
      await page.emulateMedia({ colorScheme })
      if (width !== undefined) await page.setViewportSize({ width, height: 740 })
      const found: Record<string, string[]> = {}
      for (const screen of screens) {
        if (screen.isForPhone && view !== 'phone') continue
        await screen.show(page, stage)
        const problems = [...(await problemsOf(page)), ...(view === 'phone' ? await misfitsOf(page) : [])]
        if (problems.length > 0) found[screen.name] = problems
      }
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
      expect(found).toEqual({})
    })
  }
}
