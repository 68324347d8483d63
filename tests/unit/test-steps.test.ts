import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runStep } from '#scripts/run-step'
import { type Step, steps } from '#scripts/test-steps'

const folder = mkdtempSync(join(tmpdir(), 'natter-steps-'))
afterAll(() => rmSync(folder, { recursive: true }))

const step = (command: string[], kind: Step['kind']): Step => ({
  name: 'a step',
  command,
  kind,
  minutes: 1,
  needs: [],
})

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return `./${name}`
}

test('every test file is run by exactly one step of "npm test"', () => {
  const root = resolve(import.meta.dir, '..', '..')
  const files = [...new Bun.Glob('tests/**/*.test.{ts,tsx}').scanSync({ cwd: root })]
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const running = steps.filter(({ command }) => {
      const path = (command[1] ?? '').replace('./', '')
      return path === file || file.startsWith(`${path}/`)
    })
    expect([file, running.length]).toEqual([file, 1])
  }
})

test('passed, failed and skipped tests are counted apart', async () => {
  const file = write(
    'mixed.test.ts',
    "import { test, expect } from 'bun:test'\ntest('a', () => {})\ntest('b', () => {})\ntest.skip('c', () => {})\ntest('d', () => expect(1).toBe(2))\n",
  )
  expect(await runStep(step(['test', file], 'tests'), folder, 'ignore')).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
  })
})

test('a step that ran no test has failed, and so has one whose file cannot be read', async () => {
  const none = write('none.test.ts', '')
  const broken = write('broken.test.ts', "import './nothing'\n")
  for (const file of [none, broken, './missing.test.ts']) {
    expect(await runStep(step(['test', file], 'tests'), folder, 'ignore')).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    })
  }
})

test('a check counts as one, by how it ended', async () => {
  const good = write('good.ts', 'process.exit(0)')
  const bad = write('bad.ts', 'process.exit(3)')
  expect(await runStep(step([good], 'check'), folder, 'ignore')).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(await runStep(step([bad], 'check'), folder, 'ignore')).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
