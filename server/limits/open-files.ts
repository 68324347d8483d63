import { readFileSync } from 'node:fs'

/** Files that are no sockets: the database, what is being served, connections that are only being made. */
const leastReserve = 64
const reserveShare = 0.1

/** How many files this process may open; null where the system does not say. Bun raises it as far as it may. */
export function openFilesLimit(): number | null {
  try {
    const limit = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return limit === undefined || limit === 'unlimited' ? null : Number(limit)
  } catch {
    return null
  }
}

/** How many sockets that is enough for. */
export function socketsWithin(files: number): number {
  return files - Math.max(leastReserve, Math.ceil(files * reserveShare))
}

/** How many files must be allowed for that many sockets. */
export function filesFor(sockets: number): number {
  return Math.max(sockets + leastReserve, Math.ceil(sockets / (1 - reserveShare)))
}
