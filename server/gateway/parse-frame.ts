import { type ClientFrame, clientFrame } from '#protocol/frames'
import { DomainError } from '../domain/errors'
import { fieldErrors } from '../domain/field-errors'
import { completeScoped } from './scoped'

/** A frame that could be read, or why it could not, with the `ref` its sender will look for. */
export type Parsed =
  | { frame: ClientFrame; error: null; ref: ClientFrame['ref'] }
  | { frame: null; error: DomainError; ref: ClientFrame['ref'] }

/** Reads what arrived on a socket, which may be one of a single room. Never throws. */
export function parseFrame(text: string, onlyRoom: string | null): Parsed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const error = new DomainError('malformed', { detail: 'A frame must be JSON.' })
    return { frame: null, error, ref: undefined }
  }
  if (onlyRoom !== null) value = completeScoped(value, onlyRoom)
  const result = clientFrame.safeParse(value)
  if (result.success) return { frame: result.data, error: null, ref: result.data.ref }
  const error = new DomainError('invalid', { errors: fieldErrors(result.error) })
  return { frame: null, error, ref: refOf(value) }
}

function refOf(value: unknown): ClientFrame['ref'] {
  if (typeof value !== 'object' || value === null || !('ref' in value)) return undefined
  return typeof value.ref === 'number' || typeof value.ref === 'string' ? value.ref : undefined
}
