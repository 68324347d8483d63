import { type StoredFile, storedFile } from '#protocol/files'
import { readAnswer, successful } from '../request'
import { postForm } from './post-form'
import type { TransferNeeds, Upload } from './upload'

/** Sends a file in one request. */
export async function uploadWhole(
  { url, credentials }: TransferNeeds,
  { file, bytes, signal, onProgress }: Upload,
): Promise<StoredFile> {
  const form = new FormData()
  form.set('file', bytes, file.name)
  const headers = { ...credentials.headers('POST'), accept: 'application/json' }
  const options = { headers, credentials: credentials.cookies, signal, onProgress }
  return readAnswer(storedFile, await successful(() => postForm(`${url}/api/v1/files`, form, options)))
}
