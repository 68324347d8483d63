import type { Draft, KeepDraft } from '#protocol/drafts'
import type { Account, App } from '../../context'
import { findDraft, listDrafts, saveDraft } from '../../store/drafts'
import { lockMember } from '../../store/members'
import { DomainError } from '../errors'

/** What somebody has begun to write, in all their rooms, with the times at which others were emptied. */
export async function draftsOf(app: App, { id }: Account): Promise<Draft[]> {
  return (await listDrafts(app.store, id)).map(toDraft)
}

/**
 * Keeps what somebody has begun to write in a room, for their other devices, which hear of it; nobody else does. Of two
 * drafts the one written later counts, in whatever order they arrive. A clock that is ahead counts as right now.
 * @returns the draft in force
 * @throws DomainError `not_a_member`
 */
export async function keepDraft(app: App, writer: Account, roomId: string, input: KeepDraft): Promise<Draft> {
  return app.store.transaction(async (tx) => {
    if (!(await lockMember(tx, roomId, writer.id))) throw new DomainError('not_a_member')
    const written_at = Math.min(Date.parse(input.written_at), Date.now())
    const row = { account_id: writer.id, room_id: roomId, content: input.content, written_at }
    const isNewer = await saveDraft(tx, row)
    const draft = toDraft(await findDraft(tx, writer.id, roomId))
    if (isNewer) {
      const frame = { type: 'draft', data: draft } as const
      tx.afterCommit(() => app.bus.publish({ kind: 'account_frame', accountId: writer.id, frame }))
    }
    return draft
  })
}

function toDraft(row: { room_id: string; content: string; written_at: number }): Draft {
  return { ...row, written_at: new Date(row.written_at).toISOString() }
}
