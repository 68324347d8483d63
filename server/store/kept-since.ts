const dayMs = 24 * 60 * 60 * 1000

/** The moment since which messages are kept by a policy of so many days, of which 0 keeps all. */
export function keptSince(days: number): () => number {
  return days === 0 ? () => 0 : () => Date.now() - days * dayMs
}
