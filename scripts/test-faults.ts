import { resolve } from 'node:path'

/** How often the server is killed when nobody says otherwise. */
const usualRounds = '20'

// The fault tests with many rounds: `npm run test:faults`, or `npm run test:faults -- 100`.
const [rounds = usualRounds] = process.argv.slice(2)
const root = resolve(import.meta.dir, '..')
const tests = Bun.spawn([process.execPath, 'test', './tests/faults'], {
  cwd: root,
  env: { ...process.env, NATTER_TEST_ROUNDS: rounds },
  stdio: ['ignore', 'inherit', 'inherit'],
})
process.exit(await tests.exited)
