import type { HistoryQuery, Message, MessagePage } from '#protocol/messages'
import type { Account, App } from '../../context'
import { boundsOf, messagesAfter, messagesBefore } from '../../store/messages'
import { headOf } from '../../store/rooms'
import type { Reads } from '../../store/store'
import { readAsMember } from '../rooms/require-member'

/**
 * A page of a room's log, newest first.
 * @throws DomainError `not_a_member`
 */
export async function readHistory(
  app: App,
  reader: Account,
  roomId: string,
  query: HistoryQuery,
): Promise<MessagePage> {
  return readAsMember(app.store, roomId, reader.id, async () => {
    const head = await headOf(app.store, roomId)
    const ascending = await readRange(app.store, roomId, query)
    const log = await boundsOf(app.store, roomId)
    const { oldest, newest } = rangeOf(ascending, query, log.newest)
    return {
      messages: ascending.toReversed(),
      has_older: oldest > 1 && oldest > log.oldest,
      has_newer: newest < log.newest,
      head: Math.max(head, ...ascending.map((message) => message.changed_seq)),
    }
  })
}

/** The births a page reaches from and to. An empty one lies before the log or after it, by what was asked for. */
function rangeOf(ascending: readonly Message[], { before }: HistoryQuery, newestSeq: number) {
  const nothing =
    before === undefined ? { oldest: newestSeq + 1, newest: newestSeq } : { oldest: 1, newest: 0 }
  return { oldest: ascending.at(0)?.seq ?? nothing.oldest, newest: ascending.at(-1)?.seq ?? nothing.newest }
}

async function readRange(reads: Reads, roomId: string, query: HistoryQuery): Promise<Message[]> {
  const { before, after, around, limit } = query
  if (after !== undefined) return messagesAfter(reads, roomId, after, limit)
  if (around !== undefined) {
    const older = Math.floor(limit / 2)
    const below = await messagesBefore(reads, roomId, around, older)
    const from = await messagesAfter(reads, roomId, around - 1, limit - below.length)
    return [...below.reverse(), ...from]
  }
  const newestFirst = await messagesBefore(reads, roomId, before ?? Number.MAX_SAFE_INTEGER, limit)
  return newestFirst.reverse()
}
