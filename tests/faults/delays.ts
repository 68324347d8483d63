import type { Noted } from './history'

/** For each text and each device that heard it, the milliseconds from pressing Enter until it was first heard there. */
export function deliveryDelays(history: readonly Noted[]): number[] {
  const seqs = new Map<string, string>()
  const sentAt = new Map<string, number>()
  for (const noted of history) {
    if (noted.type === 'stored') {
      for (const { client_id, seq } of noted.messages) seqs.set(`${noted.room_id} ${seq}`, client_id ?? '')
    }
    if (noted.type === 'send') sentAt.set(noted.client_id, noted.at)
  }
  const seen = new Set<string>()
  return history.flatMap((noted) => {
    if (noted.type !== 'heard') return []
    const { via, room_id, seq, at } = noted
    const start = sentAt.get(seqs.get(`${room_id} ${seq}`) ?? '')
    const key = `${via} ${room_id} ${seq}`
    if (start === undefined || seen.has(key)) return []
    seen.add(key)
    return [at - start]
  })
}

/** For each text, the milliseconds from pressing Enter until its sender had the first acknowledgement. */
export function ackDelays(history: readonly Noted[]): number[] {
  const sentAt = new Map(
    history.flatMap((noted) => (noted.type === 'send' ? [[noted.client_id, noted.at]] : [])),
  )
  return history.flatMap((noted) => {
    const start = noted.type === 'ack' ? sentAt.get(noted.client_id) : undefined
    if (noted.type !== 'ack' || start === undefined) return []
    sentAt.delete(noted.client_id)
    return [noted.at - start]
  })
}
