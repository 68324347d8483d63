import type { MemberReceipt, Receipt } from '#protocol/receipts'
import type { Room } from '#protocol/rooms'

/** How far everyone else in a room has come: the furthest numbers that all of them have received and read. */
export interface Reach {
  delivered: number
  read: number
}

/** Whether somebody has said the last word in a room: lists show how far it has come. */
export function hasLastWord({ last_message }: Room, accountId: string): boolean {
  return last_message?.sender_id === accountId
}

/** What an acknowledged message has come to. */
export type Delivery = 'sent' | 'delivered' | 'read'

/** Nobody else being there, or nothing being known of them, is not at all. */
export function reachOf(receipts: readonly MemberReceipt[], myId: string): Reach {
  const others = receipts.filter(({ id }) => id !== myId)
  if (others.length === 0) return { delivered: 0, read: 0 }
  return {
    delivered: Math.min(...others.map(({ delivered_seq }) => delivered_seq)),
    read: Math.min(...others.map(({ read_seq }) => read_seq ?? 0)),
  }
}

export function deliveryOf(seq: number, reach: Reach): Delivery {
  if (seq <= reach.read) return 'read'
  return seq <= reach.delivered ? 'delivered' : 'sent'
}

/** The others by what has become of one message with them. */
export function groupByDelivery(
  receipts: readonly MemberReceipt[],
  seq: number,
  myId: string,
): Record<Delivery, readonly MemberReceipt[]> {
  const groups: Record<Delivery, MemberReceipt[]> = { sent: [], delivered: [], read: [] }
  for (const receipt of receipts) {
    if (receipt.id !== myId) groups[deliveryOf(seq, reachOf([receipt], myId))].push(receipt)
  }
  return groups
}

/** A member's marks after news of them. Marks only move forward; that of reading may come to be shown or withheld. */
export function withReceipt(held: MemberReceipt, news: Receipt | undefined): MemberReceipt {
  if (!news) return held
  return {
    ...held,
    delivered_seq: Math.max(held.delivered_seq, news.delivered_seq),
    read_seq: news.read_seq === null ? null : Math.max(held.read_seq ?? 0, news.read_seq),
  }
}
