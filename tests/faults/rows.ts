import { appendFileSync } from 'node:fs'

/** What `npm run test:faults` prints of one row of the fault matrix. */
export interface Row {
  row: string
  runs: number
  figure: string
  isPassed: boolean
}

/** The environment says where the lines of the table are collected; without it nothing is judged by time. */
const collector = 'NATTER_TEST_ROWS'
const roundsVariable = 'NATTER_TEST_ROUNDS'

/** Whether rows run in the size they were thought for, and their figures are judged. */
export const isFull = process.env[collector] !== undefined

/** How often a row is run: a few times in every run of the tests, often when figures are asked for. */
export function rounds(short: number, full: number): number {
  if (!isFull) return short
  return Number(process.env[roundsVariable] ?? full)
}

/** The same for anything else that is smaller in every run than in the full one. */
export function sized<Value>(short: Value, full: Value): Value {
  return isFull ? full : short
}

/**
 * Notes what a row measured. In the full run a figure that is not reached fails the test; in every other run it is
 * only told, since the machine may be busy with something else.
 */
export function noteRow(row: string, runs: number, figure: string, isPassed: boolean): void {
  const path = process.env[collector]
  if (path === undefined) {
    console.log(`${row}: ${figure}`)
    return
  }
  const line: Row = { row, runs, figure, isPassed }
  appendFileSync(path, `${JSON.stringify(line)}\n`)
  if (!isPassed) throw new Error(`${row} missed its figure: ${figure}`)
}

/** The figure that so many percent do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
}
