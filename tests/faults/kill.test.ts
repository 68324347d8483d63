import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { postgres } from '../harness/postgres'
import { check, expectFlawless } from './checker'
import { type History, newHistory } from './history'
import { runKillRounds } from './kill-rounds'
import { noteRow, rounds, sized } from './rows'
import type { Verdict } from './verdict'

const kills = rounds(2, 50)
const timeoutMs = 600_000 + kills * 15_000
/** How often kills may miss a planted bug. */
const mostRuns = 5
const mutant = (name: string) => join(import.meta.dir, 'mutants', `${name}.ts`)
/** W of the fault matrix, as far as two processors carry it beside the clients. */
const load = sized({}, { people: 40, rooms: 10, pauseMs: 50 })

test.concurrent(
  '[F01] a server killed under load has lost, doubled and skipped nothing it acknowledged',
  async () => {
    using history = newHistory()
    await runKillRounds(history, { rounds: kills, ...load })
    expectFlawless(history)
    noteKills('F01 SIGKILL', history)
  },
  timeoutMs,
)

test.concurrent(
  '[F01] the same holds with PostgreSQL',
  async () => {
    using history = newHistory()
    const flags = ['--database-url', await (await postgres()).newDatabase()]
    await runKillRounds(history, { rounds: Math.ceil(kills / 2), flags, ...load })
    expectFlawless(history)
    noteKills('F01 SIGKILL, PostgreSQL', history)
  },
  timeoutMs,
)

test.concurrent(
  '[F04] a server that crashes by itself has kept everything as well',
  async () => {
    using history = newHistory()
    await runKillRounds(history, { rounds: Math.ceil(kills / 4), signal: 'SIGSEGV', ...load })
    expectFlawless(history)
    noteKills('F04 SIGSEGV', history)
  },
  timeoutMs,
)

test.concurrent(
  '[F01] nothing breaks when the dangerous moments are made longer',
  async () => {
    using history = newHistory()
    await runKillRounds(history, { rounds: 1, preload: mutant('none') })
    expectFlawless(history)
  },
  timeoutMs,
)

const mutants = [
  { name: 'acknowledge-before-commit', breaks: 'lost' },
  { name: 'acknowledge-on-receipt', breaks: 'lost' },
  { name: 'no-idempotency-key', breaks: 'doubled' },
] as const

for (const { name, breaks } of mutants) {
  test.concurrent(
    `[F01] the checker catches the mutant ${name}: something is ${breaks}`,
    async () => {
      const broken = await firstBroken(mutant(name), breaks)
      expect(broken).not.toBeEmpty()
      noteRow(`mutant ${name}`, 1, `killed: ${broken.length} ${breaks}`, true)
    },
    timeoutMs,
  )
}

/** Not every kill hits the moment that a bug makes dangerous: what the first run in which one did has broken. */
async function firstBroken(preload: string, breaks: keyof Verdict): Promise<string[]> {
  for (let run = 0; run < mostRuns; run++) {
    using history = newHistory()
    await runKillRounds(history, { rounds: 2, preload, patienceMs: 5000 })
    const broken = check(history.read())[breaks]
    if (broken.length > 0) return broken
  }
  return []
}

function noteKills(row: string, history: History): void {
  const noted = history.read()
  const times = (type: 'ready' | 'synced') => noted.flatMap((it) => (it.type === type ? it.after_ms : []))
  const count = (type: string) => noted.filter((it) => it.type === type).length
  const [ready, synced] = [Math.max(...times('ready')), Math.max(...times('synced'))]
  const figure = `ready <= ${Math.ceil(ready)} ms, synced <= ${Math.ceil(synced)} ms, ${count('send')} texts, ${count('ack')} acks`
  noteRow(row, count('killed'), figure, ready <= 5000 && synced <= 35_000)
  expect(count('ack')).toBeGreaterThan(count('killed') * 20)
}
