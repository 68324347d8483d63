import type { Line } from './lines'
import type { Pending } from './types'

/**
 * The lines in the order in which the storage has them. A line that it does not have keeps its place behind the one it
 * followed. `make` makes a line of an entry that is not shown yet.
 */
export function inOrder(
  lines: readonly Line[],
  entries: readonly Pending[],
  make: (entry: Pending) => Line,
): readonly Line[] {
  const places = new Map(entries.map((entry, at) => [entry.client_id, at]))
  const behind = new Map<number, Line[]>()
  let place = -1
  for (const line of lines) {
    const at = places.get(line.entry.client_id)
    if (at === undefined) behind.set(place, [...(behind.get(place) ?? []), line])
    else place = at
  }
  const known = new Map(lines.map((line) => [line.entry.client_id, line]))
  const kept = entries.flatMap((entry, at) => [
    known.get(entry.client_id) ?? make(entry),
    ...(behind.get(at) ?? []),
  ])
  return [...(behind.get(-1) ?? []), ...kept]
}
