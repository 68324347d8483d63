import type { Message } from '#protocol/messages'

/**
 * Births and changes together take every number. A change that a later one of the same message replaced is carried by
 * nothing any more: its number lies between the birth of that message and its last change.
 */
export function gapsOf(log: readonly Message[]): string[] {
  const changed = log.filter((message) => message.changed_seq > message.seq)
  const isByChange = (number: number) =>
    changed.some((message) => message.seq < number && number <= message.changed_seq)
  const gaps: string[] = []
  let next = 1
  for (const { seq } of log) {
    if (seq < next) gaps.push(`${seq} stands after ${next - 1}`)
    for (; next < seq; next++) if (!isByChange(next)) gaps.push(`${next} is missing`)
    next = seq + 1
  }
  return gaps
}
