import type { Context } from 'hono'
import type { StoredFile } from '#protocol/files'
import type { Account, App } from '../context'
import { DomainError, fieldProblem } from '../domain/errors'
import { type Arrived, receiveFile } from '../domain/files/receive'
import type { Environment } from './environment'
import { announcedLength, incomingBytes } from './incoming'
import { type Part, partsOf } from './multipart'

const mostFieldBytes = 32 * 1024

export interface ReceivedForm {
  file: StoredFile
  /** The other fields. */
  fields: ReadonlyMap<string, string>
}

/**
 * Reads a form with one file in it, which is kept once all of the form has come.
 * @throws DomainError as `receiveFile` and `finishUpload` do, `malformed`, and `invalid` for no file or several
 */
export async function receiveForm(app: App, c: Context<Environment>, owner: Account): Promise<ReceivedForm> {
  const body = incomingBytes(c)
  const form = { type: c.req.header('Content-Type') ?? '', length: announcedLength(c), body }
  const fields = new Map<string, string>()
  let arrived: Arrived | null = null
  try {
    for await (const part of partsOf(form)) {
      if (part.fileName === null) fields.set(part.name, await readField(part))
      else if (arrived) throw fieldProblem('invalid', part.name, 'too_many', 'Send one file at a time.')
      else arrived = await receiveFile(app, owner, { ...part, name: part.fileName })
    }
    if (!arrived) throw fieldProblem('invalid', 'file', 'required', 'There is no file in this form.')
  } catch (error) {
    await arrived?.abandon()
    throw error
  }
  return { file: await arrived.finish(), fields }
}

async function readField({ name, content }: Part): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of content) {
    size += piece.byteLength
    if (size > mostFieldBytes)
      throw new DomainError('too_large', { detail: 'A field of the form is too long.' })
    pieces.push(piece)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw fieldProblem('invalid', name, 'not_utf8', 'This field is not UTF-8.')
  }
}
