import type { Probe } from './probe-people'
import type { Answer } from './request'

const version = { 'Tus-Resumable': '1.0.0' }

/** Begins an upload of so many bytes, as the tus protocol says it. */
export function begin(
  person: Pick<Probe, 'call'>,
  size: number,
  { name = 'film.mp4', type = 'video/mp4' }: { name?: string; type?: string } = {},
): Promise<Answer> {
  const metadata = `name ${Buffer.from(name).toString('base64')},type ${Buffer.from(type).toString('base64')}`
  const headers = { ...version, 'Upload-Length': String(size), 'Upload-Metadata': metadata }
  return person.call('POST', '/uploads', { headers })
}

/** The path of an upload that was begun, below `/api/v1`. */
export function pathOf(begun: Answer): string {
  const location = begun.headers.get('Location')
  if (begun.status !== 201 || !location) throw new Error(`not begun: ${begun.status} ${begun.text}`)
  return location.replace('/api/v1', '')
}

export function part(
  person: Pick<Probe, 'call'>,
  path: string,
  offset: number,
  body: BodyInit,
): Promise<Answer> {
  const headers = {
    ...version,
    'Upload-Offset': String(offset),
    'Content-Type': 'application/offset+octet-stream',
  }
  return person.call('PATCH', path, { headers, body })
}

export function progress(person: Pick<Probe, 'call'>, path: string): Promise<Answer> {
  return person.call('HEAD', path, { headers: version })
}

export function terminate(person: Pick<Probe, 'call'>, path: string): Promise<Answer> {
  return person.call('DELETE', path, { headers: version })
}

/** How many bytes have come of an upload. */
export async function offsetOf(person: Pick<Probe, 'call'>, path: string): Promise<number> {
  const { status, headers } = await progress(person, path)
  if (status !== 200) throw new Error(`the upload is not there: ${status}`)
  return Number(headers.get('Upload-Offset'))
}
