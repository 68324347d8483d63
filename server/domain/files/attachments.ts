import type { Attachment, SentAttachment } from '#protocol/files'
import type { App } from '../../context'
import { lockUnsent } from '../../store/attachments'
import type { Transaction } from '../../store/store'
import { DomainError } from '../errors'
import { requirePolicy } from '../require-policy'

/**
 * The files that a message is sent with, in their order, locked until the commit.
 * @throws DomainError `policy_disabled`, or `not_found` where one is not there, has not arrived whole, was sent already, or
 * is somebody else's: nobody is told which.
 */
export async function attachmentsFor(
  app: App,
  tx: Transaction,
  ownerId: string,
  wanted: readonly SentAttachment[] = [],
): Promise<Attachment[]> {
  if (wanted.length === 0) return []
  requirePolicy(app.policy, 'uploads')
  const ids = wanted.map(({ file_id }) => file_id)
  const found = new Map((await lockUnsent(tx, ownerId, ids)).map((file) => [file.id, file]))
  return wanted.map(({ file_id, alt = '' }) => {
    const file = found.get(file_id)
    if (!file) throw new DomainError('not_found', { detail: 'A file of this message is not there any more.' })
    return { ...file, alt }
  })
}

/** Whether these are the files that a message was sent with. */
export function areSame(attachments: readonly Attachment[], wanted: readonly SentAttachment[] = []): boolean {
  return (
    attachments.length === wanted.length &&
    attachments.every(({ id, alt }, at) => id === wanted[at]?.file_id && alt === (wanted[at].alt ?? ''))
  )
}
