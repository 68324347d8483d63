/** What the web client may cost at most. Sizes are of what brotli leaves, times of this machine. */
export const budgets = {
  script: { what: 'initial script', limit: 150, unit: 'kB' },
  style: { what: 'style', limit: 20, unit: 'kB' },
  cached: { what: 'last room painted from the cache', limit: 200, unit: 'ms' },
  interactive: { what: 'interactive', limit: 1000, unit: 'ms' },
  slow: { what: 'interactive at 1.6 Mbit/s and 150 ms', limit: 3000, unit: 'ms' },
  typing: { what: 'key to paint, room of 100,000 messages, p95', limit: 50, unit: 'ms' },
  scrolling: { what: 'frame while scrolling through 10,000 messages, p95', limit: 50, unit: 'ms' },
  heap: { what: 'heap growth over 30 changes of room', limit: 10, unit: '%' },
} as const

export type Figure = keyof typeof budgets
export type Measured = Record<Figure, number>

/** Prints each figure beside its limit. Returns whether all are kept. */
export function report(measured: Measured): boolean {
  const rows = Object.entries(budgets).map(([figure, { what, limit, unit }]) => {
    const value = measured[figure as Figure]
    return {
      what,
      limit: `${limit} ${unit}`,
      measured: `${value.toFixed(1)} ${unit}`,
      isKept: value <= limit,
    }
  })
  print('figure', 'limit', 'measured', 'pass')
  for (const { what, limit, measured, isKept } of rows) print(what, limit, measured, isKept ? 'yes' : 'NO')
  return rows.every(({ isKept }) => isKept)
}

function print(what: string, limit: string, measured: string, pass: string): void {
  console.log(`${what.padEnd(54)} ${limit.padStart(8)} ${measured.padStart(11)}  ${pass}`)
}
