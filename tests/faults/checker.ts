import type { Message } from '#protocol/messages'

/** What the senders did and were told, and what came of it. */
export interface History {
  /** Every text somebody pressed Enter for, by client id. Contents are unique. */
  sent: Map<string, { room_id: string; sender_id: string; content: string }>
  /** Every acknowledgement that reached its sender. */
  acked: { client_id: string; seq: number }[]
  /** Client ids that never got an answer, although the server was there. */
  unsettled: string[]
  /** Each room's log as it is stored in the end, oldest first. */
  stored: Map<string, readonly Message[]>
  /** What each member's client shows of each room in the end, oldest first. */
  shown: { by: string; room_id: string; messages: readonly Message[] }[]
}

export interface Verdict {
  /** Acknowledged and not stored. */
  lost: string[]
  /** Stored or shown more than once. */
  doubled: string[]
  /** Numbers up to the newest that neither a birth nor a change can have taken, and births out of order. */
  gaps: string[]
  /** Acknowledged with another number than it has. */
  misnumbered: string[]
  /** Stored without having been sent, or with other text, sender or room. */
  altered: string[]
  /** Never answered. */
  unsettled: string[]
  /** Clients that show something else than the log, by person and room. */
  divergent: string[]
}

/** Compares what was promised with what is there. Everything in the verdict is a broken promise. */
export function check(history: History): Verdict {
  const texts = [...history.stored.values()].flat().filter((message) => message.message_type === 'text')
  const byContent = Map.groupBy(texts, (message) => message.content)
  const verdict: Verdict = {
    lost: [],
    doubled: [],
    gaps: [],
    misnumbered: [],
    altered: [],
    unsettled: history.unsettled,
    divergent: [],
  }

  for (const { client_id, seq } of history.acked) {
    const content = history.sent.get(client_id)?.content ?? ''
    const [stored] = byContent.get(content) ?? []
    if (!stored) verdict.lost.push(client_id)
    else if (stored.seq !== seq)
      verdict.misnumbered.push(`${client_id}: told ${seq}, stored as ${stored.seq}`)
  }
  for (const [content, copies] of byContent) {
    if (copies.length > 1) verdict.doubled.push(`${copies.length} times: ${content}`)
  }
  const sentByContent = new Map([...history.sent.values()].map((sent) => [sent.content, sent]))
  for (const message of texts) {
    const sent = sentByContent.get(message.content)
    if (sent?.room_id !== message.room_id || sent.sender_id !== message.sender_id) {
      verdict.altered.push(`${message.room_id} ${message.seq}`)
    }
  }
  for (const [roomId, log] of history.stored) {
    for (const gap of gapsOf(log)) verdict.gaps.push(`${roomId}: ${gap}`)
  }
  for (const { by, room_id, messages } of history.shown) {
    const stored = history.stored.get(room_id) ?? []
    const isSame =
      messages.length === stored.length &&
      messages.every((message, index) => Bun.deepEquals(message, stored[index]))
    if (!isSame) verdict.divergent.push(`${by} in ${room_id}`)
  }
  return verdict
}

/**
 * Births and changes together take every number. A change that a later one of the same message replaced is carried by
 * nothing any more: its number lies between the birth of that message and its last change.
 */
function gapsOf(log: readonly Message[]): string[] {
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

/** The verdict on a server that kept its promises. */
export const flawless: Verdict = {
  lost: [],
  doubled: [],
  gaps: [],
  misnumbered: [],
  altered: [],
  unsettled: [],
  divergent: [],
}
