export interface Step {
  name: string
  /** What Bun is given to run. */
  command: string[]
  /** A test step's tests are counted one by one; a check counts as one. */
  kind: 'check' | 'tests'
  /** After this the step is ended and has failed. */
  minutes: number
  needs: ('web' | 'browser')[]
}

/** All that `npm test` runs, in this order: what fails fastest comes first. */
export const steps: readonly Step[] = [
  check('format', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  check('types', 'node_modules/typescript/bin/tsc', '--build'),
  tests('architecture', './tests/architecture.test.ts', { secondsEach: 10, minutes: 2 }),
  tests('unit', './tests/unit', { secondsEach: 10, minutes: 3 }),
  tests('client', './tests/client', { secondsEach: 20, minutes: 5 }),
  tests('store', './tests/store', { secondsEach: 60, minutes: 10 }),
  tests('conversations', './tests/conversations', { secondsEach: 300, minutes: 10 }),
  tests('faults', './tests/faults', { secondsEach: 300, minutes: 15, filesAtOnce: 3 }),
  tests('server', './tests/server', { secondsEach: 120, minutes: 15, needs: ['web'] }),
  tests('browser', './tests/browser', { secondsEach: 120, minutes: 15, needs: ['web', 'browser'] }),
  check('logs', 'scripts/check-logs.ts'),
]

function check(name: string, ...command: string[]): Step {
  return { name, command, kind: 'check', minutes: 5, needs: [] }
}

interface TestsOptions {
  secondsEach: number
  minutes: number
  needs?: Step['needs']
  /** Files that are run side by side, each in a process of its own: for those that mostly wait. */
  filesAtOnce?: number
}

function tests(
  name: string,
  path: string,
  { secondsEach, minutes, needs = [], filesAtOnce = 1 }: TestsOptions,
): Step {
  const atOnce = filesAtOnce > 1 ? [`--parallel=${filesAtOnce}`] : []
  const command = ['test', path, `--timeout=${secondsEach * 1000}`, ...atOnce]
  return { name, command, kind: 'tests', minutes, needs }
}
