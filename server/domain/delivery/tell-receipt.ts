import type { App } from '../../context'
import type { Transaction } from '../../store/store'
import { isReadShown } from './shown-read'

/** How far a member has received and read a room. */
export interface Marks {
  room_id: string
  delivered_seq: number
  read_seq: number
}

interface News {
  /** Whose marks these are. */
  accountId: string
  marks: Marks
  /** Everyone in the room. */
  readers: readonly { account_id: string; shows_read: number }[]
}

/**
 * After the commit: the room hears how far this member has come. How far they have read is said only if they show it,
 * and only to those who show it of themselves.
 */
export function tellReceipt(app: App, tx: Transaction, { accountId, marks, readers }: News): void {
  const { room_id: roomId, delivered_seq, read_seq } = marks
  const shown = (seq: number | null) => ({
    type: 'receipt' as const,
    data: { room_id: roomId, user_id: accountId, delivered_seq, read_seq: seq },
  })
  const isShown = isReadShown(
    app.policy,
    readers.find(({ account_id }) => account_id === accountId),
  )
  const seeing = readers.filter((reader) => isReadShown(app.policy, reader))

  tx.afterCommit(() => {
    if (!isShown || seeing.length === readers.length) {
      app.bus.publish({ kind: 'room_frame', roomId, frame: shown(isShown ? read_seq : null) })
      return
    }
    const unseeing = readers.filter((reader) => !seeing.includes(reader))
    for (const [some, seq] of [
      [seeing, read_seq],
      [unseeing, null],
    ] as const) {
      const accountIds = some.map(({ account_id }) => account_id)
      app.bus.publish({ kind: 'members_frame', roomId, accountIds, frame: shown(seq) })
    }
  })
}
