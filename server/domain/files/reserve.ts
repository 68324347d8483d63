import { statfs } from 'node:fs/promises'
import { kindsByType } from '#protocol/files'
import type { Account, App } from '../../context'
import { bytesUsed, insertArriving, lockRoomForFiles } from '../../store/uploads'
import { DomainError } from '../errors'
import { newId } from '../new-id'
import { requirePolicy } from '../require-policy'
import { safeName } from './name'

/** What is said of a file before it comes. */
export interface Announced {
  name: string
  /** The type its sender takes it for; empty where they do not know. */
  type: string
  /** Bytes, or the most it can have. */
  size: number
}

/** Said of what nobody knows the type of. */
const unsaidTypes = new Set(['', 'application/octet-stream'])

/**
 * Takes up room for a file before its first byte has come, so that no two files are given the same.
 * @returns the id it will have
 * @throws DomainError `policy_disabled`, `rate_limited`, `invalid` for an empty file, `too_large`, `unsupported_file`,
 * `storage_full`, `quota_reached`
 */
export async function reserveFile(app: App, owner: Account, announced: Announced): Promise<string> {
  requirePolicy(app.policy, 'uploads')
  requirePatience(app, owner)
  requireSize(app, announced.size)
  requireType(app, announced.type)
  await requireFreeDisk(app, announced.size)
  const id = newId()
  await app.store.transaction(async (tx) => {
    await lockRoomForFiles(tx)
    const { quotaBytes, totalBytes } = app.config.uploads
    if (quotaBytes !== null && (await bytesUsed(tx, owner.id)) + announced.size > quotaBytes) {
      throw new DomainError('quota_reached')
    }
    if (totalBytes !== null && (await bytesUsed(tx, null)) + announced.size > totalBytes) {
      throw new DomainError('storage_full')
    }
    const { size, type } = announced
    await insertArriving(
      tx,
      { id, owner_id: owner.id, name: safeName(announced.name), type, size },
      Date.now(),
    )
  })
  return id
}

/** @throws DomainError `invalid`, `too_large` */
export function requireSize({ config }: App, size: number): void {
  if (size <= 0) throw new DomainError('invalid', { detail: 'This file is empty.' })
  const { mostBytes } = config.uploads
  if (size > mostBytes) {
    const detail = `A file may have ${mostBytes / 1024 / 1024} MB here. This one is larger.`
    throw new DomainError('too_large', { detail })
  }
}

/** What is claimed is not believed, but what claims to be something else need not come at all. */
function requireType({ policy }: App, claimed: string): void {
  const type = claimed.split(';')[0]?.trim().toLowerCase() ?? ''
  if (policy['uploads.other_files'] || kindsByType.has(type) || unsaidTypes.has(type)) return
  throw new DomainError('unsupported_file')
}

function requirePatience({ uploadRate, metrics }: App, owner: Account): void {
  const retryAfterMs = uploadRate.take(owner.id)
  if (retryAfterMs === 0) return
  metrics.refusals.inc({ limit: 'uploads' })
  throw new DomainError('rate_limited', {
    detail: 'You upload too many files at once. Wait a moment.',
    retryAfterMs,
  })
}

/** The database may need room on the same disk: it must not be files that take the last of it. */
async function requireFreeDisk({ config, log }: App, size: number): Promise<void> {
  const { bavail, bsize } = await statfs(config.files.folder)
  if (bavail * bsize - size >= config.uploads.reserveBytes) return
  log.warn({ event: 'disk_short', free_bytes: bavail * bsize })
  throw new DomainError('storage_full', { retryAfterMs: 60_000 })
}
