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

test('passed, failed and skipped tests are counted apart, and a failure says where it was and why', async () => {
  const file = write(
    'mixed.test.ts',
    `import { describe, expect, test } from 'bun:test'
test('a', () => {})
test('b', () => {})
test.skip('c', () => {})
describe('in "here" & <there>', () => test('d', () => expect(1).toBe(2)))
test('late', () => new Promise(() => {}), 1)
`,
  )
  const { failures, ...tally } = await runStep(step(['test', file], 'tests'), folder, 'ignore')

  expect(tally).toEqual({ passed: 2, failed: 2, skipped: 1 })
  expect(failures).toHaveLength(2)
  expect(failures[0]).toStartWith('a step: mixed.test.ts: in "here" & <there> > d\n    ')
  expect(failures[0]).toContain('    Expected: 2\n    Received: 1')
  expect(failures[1]).toBe('a step: mixed.test.ts: late\n    test timed out')
})

test('a step that ran no test has failed, and so has one whose file cannot be read, which says so', async () => {
  const none = write('none.test.ts', '')
  const broken = write('broken.test.ts', "import './nothing'\n")
  for (const file of [none, broken, './missing.test.ts']) {
    const { failures, ...tally } = await runStep(step(['test', file], 'tests'), folder, 'ignore')
    expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(failures).toHaveLength(1)
    expect(failures[0]).toStartWith('a step: it ran no test\n')
    if (file === broken) expect(failures[0]).toContain("Cannot find module './nothing'")
  }
})

test('a file that cannot be read fails a step although all tests of the others pass', async () => {
  write('sound.test.ts', "import { test } from 'bun:test'\ntest('a', () => {})\n")
  write('broken.test.ts', "import './nothing'\n")
  const outcome = await runStep(step(['test', 'sound', 'broken'], 'tests'), folder, 'ignore')
  expect(outcome).toMatchObject({ passed: 1, failed: 1, skipped: 0 })
  expect(outcome.failures.join()).toContain("Cannot find module './nothing'")
})

test('what a step leaves running ends with it', async () => {
  const file = write(
    'leaving.ts',
    "Bun.spawn([process.execPath, '-e', 'setInterval(() => {}, 1000)'], { stdio: ['ignore', 'inherit', 'inherit'] })\nprocess.exit(3)",
  )
  // The output of the step stays open for as long as anything of it runs, and is read to its end.
  expect((await runStep(step([file], 'check'), folder, 'ignore')).failed).toBe(1)
})

test('a check counts as one, by how it ended, and says its last words when it failed', async () => {
  const good = write('good.ts', "console.log('all is well')")
  const bad = write('bad.ts', "console.error('this is wrong'); process.exit(3)")
  expect(await runStep(step([good], 'check'), folder, 'ignore')).toEqual({
    ...{ passed: 1, failed: 0, skipped: 0 },
    failures: [],
  })
  expect(await runStep(step([bad], 'check'), folder, 'ignore')).toEqual({
    ...{ passed: 0, failed: 1, skipped: 0 },
    failures: ['a step\n    this is wrong'],
  })
})
