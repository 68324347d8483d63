import type { KeyboardEvent } from 'react'

interface Grid {
  active: number
  columns: number
  count: number
}

/**
 * Where a key leads in a grid: to a cell, out of it at the top, or to the search, which is where letters belong.
 * Null for a key that is not about the grid. Left and right follow the direction of the page.
 */
export function nextCell(event: KeyboardEvent<HTMLElement>, grid: Grid): number | 'leave' | 'type' | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === 'ArrowUp' && grid.active < grid.columns) return 'leave'
  const step = stepOf(event, grid)
  if (step !== null) return Math.max(0, Math.min(grid.count - 1, grid.active + step))
  return event.key !== ' ' && Array.from(event.key).length === 1 ? 'type' : null
}

function stepOf({ key, currentTarget }: KeyboardEvent<HTMLElement>, { active, columns, count }: Grid) {
  const onwards = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1
  const steps: Record<string, number> = {
    ArrowRight: onwards,
    ArrowLeft: -onwards,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * 5,
    PageUp: -columns * 5,
    Home: -(active % columns),
    End: columns - 1 - (active % columns),
  }
  return count === 0 ? null : (steps[key] ?? null)
}
