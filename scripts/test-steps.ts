/** What has to be there before a step begins. */
export type Need = 'web' | 'browser' | 'postgres' | 'turn'

export interface Step {
  name: string
  /** What Bun is given to run. */
  command: string[]
  /** A test step's tests are counted one by one; a check counts as one. */
  kind: 'check' | 'tests'
  /** After this the step hangs, however busy the machine: it is ended and has failed. */
  minutes: number
  needs: Need[]
}

/** A test that takes longer hangs, however busy the machine. */
const secondsEach = 600

/** All that `npm test` runs, in this order: what fails fastest comes first. */
export const steps: readonly Step[] = [
  check('format', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  check('types', 'node_modules/typescript/bin/tsc', '--build'),
  tests('architecture', './tests/architecture.test.ts', { minutes: 5 }),
  tests('unit', './tests/unit', { minutes: 5 }),
  tests('client', './tests/client', { minutes: 10, needs: ['postgres'], processes: 2 }),
  tests('store', './tests/store', { minutes: 10, needs: ['postgres'], processes: 2 }),
  tests('media', './tests/media', { minutes: 10 }),
  tests('conversations', './tests/conversations', { minutes: 10 }),
  tests('faults', './tests/faults', { minutes: 20, needs: ['postgres'], processes: 3 }),
  tests('server', './tests/server', { minutes: 30, needs: ['web', 'postgres', 'turn'], processes: 2 }),
  tests('browser', './tests/browser', { minutes: 50, needs: ['web', 'browser', 'turn'], processes: 2 }),
  check('logs', 'scripts/check-logs.ts'),
]

function check(name: string, ...command: string[]): Step {
  return { name, command, kind: 'check', minutes: 5, needs: [] }
}

interface TestsOptions {
  minutes: number
  needs?: Step['needs']
  /** So many processes share the files: more than there are processors for those that mostly wait. */
  processes?: number
}

function tests(name: string, path: string, { minutes, needs = [], processes = 1 }: TestsOptions): Step {
  // Each process loads what the files import once, not for every file.
  const atOnce = processes > 1 ? [`--parallel=${processes}`, '--no-isolate'] : []
  const command = ['test', path, `--timeout=${secondsEach * 1000}`, ...atOnce]
  return { name, command, kind: 'tests', minutes, needs }
}
