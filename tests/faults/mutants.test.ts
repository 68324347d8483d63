import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { check, expectFlawless } from './checker'
import { newHistory } from './history'
import { runMixed } from './mixed-run'
import { noteRow } from './rows'
import type { Verdict } from './verdict'

const timeoutMs = 600_000
const mutant = (name: string) => join(import.meta.dir, 'mutants', `${name}.ts`)

test.concurrent(
  '[I0] a short run in which everything happens finds nothing wrong with the program as it is',
  async () => {
    using history = newHistory()
    await runMixed(history)
    expectFlawless(history)
  },
  timeoutMs,
)

const mutants = [
  { name: 'keep-socket-on-logout', breaks: 'haunted' },
  { name: 'unchecked-membership-at-fan-out', breaks: 'overheard' },
  { name: 'page-off-by-one', breaks: 'divergent' },
] as const

for (const { name, breaks } of mutants) {
  test.concurrent(
    `[I0] the same run kills the mutant ${name}: something is ${breaks}`,
    async () => {
      using history = newHistory()
      await runMixed(history, mutant(name))
      noteKill(name, check(history.read()), breaks)
    },
    timeoutMs,
  )
}

test.concurrent(
  '[I0] a lossy bus kills the mutant ignore-gap of the client: something is divergent',
  async () => {
    const program = join(import.meta.dir, 'run-with-client.ts')
    const child = Bun.spawn([process.execPath, '--preload', mutant('ignore-gap'), program], {
      stderr: 'inherit',
    })
    noteKill('ignore-gap', JSON.parse(await new Response(child.stdout).text()), 'divergent')
  },
  timeoutMs,
)

function noteKill(name: string, verdict: Verdict, breaks: keyof Verdict): void {
  expect(verdict[breaks].length).toBeGreaterThan(0)
  noteRow(`mutant ${name}`, 1, `killed: ${verdict[breaks].length} ${breaks}`, true)
}
