import { type StoredFile, storedFile } from '#protocol/files'
import { type Message, message } from '#protocol/messages'
import { madePng } from './made-pictures'
import type { Probe } from './probe-people'
import type { Answer } from './request'
import type { TestServer } from './server'

/** A small picture. */
export const picture = new Uint8Array(madePng(64, 48))

/** Sends a form with this file, as a browser does. */
export function upload(
  person: Pick<Probe, 'call'>,
  content: BlobPart,
  { name = 'photo.png', type = 'image/png' }: { name?: string; type?: string } = {},
): Promise<Answer> {
  const form = new FormData()
  form.append('file', new File([content], name, { type }))
  return uploadForm(person, form)
}

export async function uploadForm(person: Pick<Probe, 'call'>, form: FormData): Promise<Answer> {
  const { headers, body } = await written(form)
  return person.call('POST', '/files', { headers, body })
}

/** A form as bytes, and what must be said of it. */
export async function written(form: FormData): Promise<{ headers: Record<string, string>; body: Blob }> {
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const type = request.headers.get('Content-Type') ?? ''
  return { headers: { 'Content-Type': type }, body: new Blob([await request.arrayBuffer()]) }
}

export async function uploaded(person: Probe, content: BlobPart = picture, claims = {}): Promise<StoredFile> {
  return (await upload(person, content, claims)).read(storedFile)
}

/** Gets the bytes of a file. */
export function getFile(
  server: TestServer,
  person: Pick<Probe, 'headers'>,
  path: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}/api/v1/files/${path}`, { headers: { ...person.headers, ...headers } })
}

/** Sends files in a message without words. */
export async function sendFiles(
  writer: Probe,
  room: { id: string },
  ...files: StoredFile[]
): Promise<Message> {
  const attachments = files.map(({ id }) => ({ file_id: id }))
  return (await writer.post(`/chat/rooms/${room.id}/messages`, { content: '', attachments })).read(message)
}
