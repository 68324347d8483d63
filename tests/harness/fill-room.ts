import { insertAll } from '#server/store/bulk'
import type { TestServer } from './server'

interface Talk {
  roomId: string
  /** Who wrote all of it. */
  senderId: string
  count: number
}

/**
 * Puts so many texts at the end of a room at once, as `Line 1` and so on, a second apart up to now. Nobody is told: to be
 * used before anyone opens the room.
 * @returns the number of each line in the log.
 */
export async function fillRoom({ app }: TestServer, { roomId, senderId, count }: Talk): Promise<number[]> {
  return app.store.transaction(async (tx) => {
    const { last_seq: before } = await tx.db
      .selectFrom('rooms')
      .select('last_seq')
      .where('id', '=', roomId)
      .executeTakeFirstOrThrow()
    const now = Date.now()
    const lines = Array.from({ length: count }, (_, n) => ({ seq: before + n + 1, line: n + 1 }))
    const rows = lines.map(({ seq, line }) => ({
      room_id: roomId,
      seq,
      changed_seq: seq,
      sender_id: senderId,
      client_id: `line-${roomId}-${line}`,
      message_type: 'text' as const,
      content: `Line ${line}`,
      reply_to: null,
      subject_id: null,
      created_at: now - (count - line) * 1000,
    }))
    await insertAll(tx, 'messages', rows)
    await tx.db
      .updateTable('rooms')
      .set({ last_seq: before + count, last_activity_at: now })
      .where('id', '=', roomId)
      .execute()
    return lines.map(({ seq }) => seq)
  })
}
