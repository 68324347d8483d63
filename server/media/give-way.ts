import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'

/** From -20 for who comes first to 19 for who comes last. */
const priority = 10

/**
 * Lets all other processes come first. On Linux that is asked for by each thread for itself, and those that decode are there
 * before the program is.
 */
export function giveWay(): void {
  setPriority(priority)
  if (process.platform !== 'linux') return
  for (const thread of readdirSync('/proc/self/task')) giveWayIn(Number(thread))
}

function giveWayIn(thread: number): void {
  try {
    setPriority(thread, priority)
  } catch (error) {
    const hasEnded = (error as { info?: { code?: string } }).info?.code === 'ESRCH'
    if (!hasEnded) throw error
  }
}
