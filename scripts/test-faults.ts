import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ensureBrowser } from './ensure-browser'
import { ensureWeb } from './ensure-web'
import { openRunFolder } from './run-folder'

// The fault matrix in full size: `npm run test:faults`, or some rows with their number of rounds:
// `npm run test:faults -- F08 F21 --rounds 50`. Prints a table of row, runs, figure and whether it was reached.

/** One line of the table, as a test noted it. */
interface Row {
  row: string
  runs: number
  figure: string
  isPassed: boolean
}

const usage = 'npm run test:faults [-- F01 F02 … --rounds N]'
const root = resolve(import.meta.dir, '..')
const { rows, rounds } = parse(process.argv.slice(2))
await prepare()

process.env.NATTER_TEST_KEEP = tmpdir()
const collected = join(openRunFolder(), 'rows.jsonl')
const chosen = rows.length > 0 ? ['--test-name-pattern', rows.map((row) => `\\[${row}\\]`).join('|')] : []
const paths = ['./tests/faults', './tests/browser', './tests/server/attacks-rights.test.ts']
// The whole of these folders is for `npm test`; here only what names a row of the fault matrix or a race.
const usual = ['--test-name-pattern', '\\[(F[0-9]+|I0|H03|J04|J06)\\]']
// One after the other, so that no row spoils the figures of another.
const how = ['--max-concurrency=1', '--timeout=600000']
const tests = Bun.spawn(
  [process.execPath, 'test', ...how, ...paths, ...(chosen.length > 0 ? chosen : usual)],
  {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      NATTER_TEST_ROWS: collected,
      ...(rounds !== null && { NATTER_TEST_ROUNDS: rounds }),
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  },
)
const code = await tests.exited
const noted = existsSync(collected) ? readFileSync(collected, 'utf8').trimEnd().split('\n') : []
const table: Row[] = noted.map((line) => JSON.parse(line))
printTable(table)
process.exit(code === 0 && table.length > 0 && table.every(({ isPassed }) => isPassed) ? 0 : 1)

function parse(given: readonly string[]): { rows: string[]; rounds: string | null } {
  const at = given.indexOf('--rounds')
  const rounds = at < 0 ? null : (given[at + 1] ?? '')
  const rows = given.filter((_, position) => at < 0 || (position !== at && position !== at + 1))
  const isRight =
    rows.every((row) => /^(F\d\d|I0|H03|J04|J06)$/.test(row)) &&
    (rounds === null || /^[1-9]\d*$/.test(rounds))
  if (!isRight) stop(`That is not understood. The command is: ${usage}`)
  return { rows, rounds }
}

async function prepare(): Promise<void> {
  const missing = await ensureBrowser()
  if (missing !== null) stop(missing)
  if (!(await ensureWeb(root))) stop('The web client could not be built.')
}

function printTable(all: readonly Row[]): void {
  const sorted = all.toSorted((left, right) => left.row.localeCompare(right.row))
  const lines = sorted.map(({ row, runs, figure, isPassed }) => [
    row,
    `${runs}`,
    figure,
    isPassed ? 'yes' : 'NO',
  ])
  const cells = [['row', 'runs', 'figure', 'pass'], ...lines]
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)))
  console.log()
  for (const line of cells) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
