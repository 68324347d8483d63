import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { postgres } from '../harness/postgres'
import { check, flawless } from './checker'
import { runKillRounds } from './kill-rounds'

/** A few rounds in every run; `npm run test:faults` asks for more. */
const rounds = Number(process.env.NATTER_TEST_ROUNDS ?? 4)
const timeoutMs = 60_000 + rounds * 10_000
const mutant = (name: string) => join(import.meta.dir, 'mutants', `${name}.ts`)

test(
  '[F01] a server killed under load has lost, doubled and skipped nothing it acknowledged',
  async () => {
    const history = await runKillRounds({ rounds })
    const verdict = check(history)
    console.log(`${rounds} kills, ${history.sent.size} texts sent, ${history.acked.length} acknowledgements`)
    expect(verdict).toEqual(flawless)
    expect(history.acked.length).toBeGreaterThan(rounds * 20)
  },
  timeoutMs,
)

test(
  '[F01] the same holds with PostgreSQL',
  async () => {
    const flags = ['--database-url', await (await postgres()).newDatabase()]
    expect(check(await runKillRounds({ rounds: Math.ceil(rounds / 2), flags }))).toEqual(flawless)
  },
  timeoutMs,
)

test(
  '[F01] nothing breaks when the dangerous moments are made longer',
  async () => {
    expect(check(await runKillRounds({ rounds: 2, preload: mutant('none') }))).toEqual(flawless)
  },
  timeoutMs,
)

const mutants = [
  { name: 'acknowledge-before-commit', breaks: 'lost' },
  { name: 'acknowledge-on-receipt', breaks: 'lost' },
  { name: 'no-idempotency-key', breaks: 'doubled' },
] as const

for (const { name, breaks } of mutants) {
  test(
    `[F01] the checker catches the mutant ${name}: something is ${breaks}`,
    async () => {
      const verdict = check(await runKillRounds({ rounds: 2, preload: mutant(name) }))
      expect(verdict[breaks].length).toBeGreaterThan(0)
    },
    timeoutMs,
  )
}
