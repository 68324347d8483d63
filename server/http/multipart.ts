import { DomainError } from '../domain/errors'

/** One part of a form. Its content must be read before the next part is asked for; what is not read is passed over. */
export interface Part {
  name: string
  /** Null for what is no file. */
  fileName: string | null
  type: string
  content: AsyncIterable<Uint8Array>
  /** How many bytes it can have at most, by the length of the whole body. */
  most: number
  /** How many it has if it is the last part, in a form as browsers send them. */
  size: number
}

export interface Form {
  /** The value of the Content-Type header. */
  type: string
  /** Bytes of the whole body. */
  length: number
  body: AsyncIterable<Uint8Array>
}

const mostParts = 16
const mostHeaderBytes = 8 * 1024
/** What a boundary may be made of, and how long it may be: RFC 2046, 5.1.1. */
const boundaryForm =
  /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i
const lineEnd = Buffer.from('\r\n')
const headEnd = Buffer.from('\r\n\r\n')
const closing = Buffer.from('--')

/**
 * Takes a `multipart/form-data` body (RFC 7578) apart while it comes in: no more of it is held than one piece of it and the
 * headers of one part.
 * @throws DomainError `malformed`, or `too_large` for too many parts or headers that are too long
 */
export async function* partsOf({ type, length, body }: Form): AsyncGenerator<Part> {
  const boundary = boundaryForm.exec(type)
  if (!boundary) throw malformed('The form does not say what stands between its parts.')
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`, 'latin1')
  // The first delimiter may stand at the very beginning, without the line end before it.
  const source = createSource(body, lineEnd)
  await source.until(delimiter, mostHeaderBytes)

  for (let count = 0; !(await source.startsWith(closing)); count++) {
    if (count === mostParts) throw new DomainError('too_large', { detail: 'The form has too many parts.' })
    // From the line end on, so that a part without headers ends like one that has some.
    const head = await source.until(headEnd, mostHeaderBytes)
    const left = length + lineEnd.length - source.taken()
    const most = Math.max(0, left - delimiter.length - closing.length)
    const content = source.pieces(delimiter)
    const size = most === 0 ? 0 : Math.max(1, most - lineEnd.length)
    yield { ...headersOf(head), content, most, size }
    for await (const _ of content);
  }
}

interface Source {
  /** How many bytes have been taken. */
  taken(): number
  /** Takes all bytes before a mark, of which there must be no more than `most`, and the mark. */
  until(mark: Buffer, most: number): Promise<Buffer>
  /** The same as they come, however many they are. It goes on where it was left. */
  pieces(mark: Buffer): AsyncGenerator<Uint8Array>
  startsWith(bytes: Buffer): Promise<boolean>
}

function createSource(body: AsyncIterable<Uint8Array>, first: Buffer): Source {
  const chunks = body[Symbol.asyncIterator]()
  let held = first
  let taken = 0

  function take(count: number): Buffer {
    const bytes = held.subarray(0, count)
    held = held.subarray(count)
    taken += count
    return bytes
  }

  async function more(): Promise<void> {
    const { done, value } = await chunks.next()
    if (done) throw malformed('The form ends before its last part does.')
    const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
  }

  async function until(mark: Buffer, most: number): Promise<Buffer> {
    for (;;) {
      const at = held.indexOf(mark)
      if (at > most || (at < 0 && held.length > most + mark.length)) {
        throw new DomainError('too_large', { detail: 'The headers of a part of the form are too long.' })
      }
      if (at >= 0) {
        const bytes = take(at)
        take(mark.length)
        return bytes
      }
      await more()
    }
  }

  async function* pieces(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = held.indexOf(mark)
      if (at >= 0) {
        if (at > 0) yield take(at)
        take(mark.length)
        return
      }
      // The last bytes may be the beginning of the mark.
      const certain = held.length - mark.length + 1
      if (certain > 0) yield take(certain)
      await more()
    }
  }

  async function startsWith(bytes: Buffer): Promise<boolean> {
    while (held.length < bytes.length) await more()
    return held.subarray(0, bytes.length).equals(bytes)
  }

  return { taken: () => taken, until, pieces, startsWith }
}

function headersOf(head: Buffer): Pick<Part, 'name' | 'fileName' | 'type'> {
  const lines = head.toString('utf8').split('\r\n').slice(1)
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const parameters = parametersOf(headers.get('content-disposition') ?? '')
  const name = parameters.get('name')
  if (name === undefined) throw malformed('A part of the form has no name.')
  return { name, fileName: parameters.get('filename') ?? null, type: headers.get('content-type') ?? '' }
}

/** Browsers write a quotation mark as `%22` and the ends of lines alike, other programs write `\"`. */
function parametersOf(disposition: string): Map<string, string> {
  const found = disposition.matchAll(/;\s*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g)
  return new Map(
    Array.from(found, ([, name = '', quoted, bare]): [string, string] => [
      name.toLowerCase(),
      (quoted ?? bare ?? '')
        .replaceAll(/\\(["\\])/g, '$1')
        .replaceAll(/%(22|0D|0A)/gi, (sign) => decodeURIComponent(sign)),
    ]),
  )
}

function malformed(detail: string): DomainError {
  return new DomainError('malformed', { detail })
}
