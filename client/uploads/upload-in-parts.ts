import { DetailedError, Upload as TusUpload, type UploadOptions } from 'tus-js-client'
import { type StoredFile, storedFile } from '#protocol/files'
import { readError, unreachable } from '../api-error'
import { readAnswer } from '../request'
import { partsOf } from './parts-of'
import type { TransferNeeds, Upload } from './upload'

/** One request brings at most so much: a proxy in between may limit what passes, and for how long. */
const partBytes = 8 * 1024 * 1024
/** The server has come to another place than this program believes, or is not done with what came before. */
const outOfStep: readonly number[] = [409, 423, 460]

/** Sends a file by the tus protocol, from where an earlier attempt has come to. */
export function uploadInParts(needs: TransferNeeds, upload: Upload): Promise<StoredFile> {
  let url = upload.file.upload_url
  return needs.requester.authorised(() =>
    attempt(needs, upload, {
      uploadUrl: url,
      onNewUrl(next) {
        url = next
        upload.onUrl(next)
      },
    }),
  )
}

interface Way {
  uploadUrl: string | null
  onNewUrl(url: string): void
}

function attempt(
  { url, credentials, requester }: TransferNeeds,
  { file, bytes, signal, onProgress }: Upload,
  { uploadUrl, onNewUrl }: Way,
): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const options: UploadOptions = {
      endpoint: `${url}/api/v1/uploads`,
      uploadUrl,
      metadata: { name: file.name, type: file.type },
      chunkSize: partBytes,
      retryDelays: null,
      storeFingerprintForResuming: false,
      ...(typeof XMLHttpRequest === 'undefined' && { fileReader: { openFile: partsOf } }),
      onBeforeRequest(request) {
        for (const [name, value] of Object.entries(credentials.headers(request.getMethod()))) {
          request.setHeader(name, value)
        }
      },
      onUploadUrlAvailable() {
        if (tus.url !== null && tus.url !== uploadUrl) onNewUrl(tus.url)
      },
      onProgress,
      onSuccess: ({ lastResponse }) => {
        const body = lastResponse.getBody()
        // All of it had arrived before, and only the answer was lost.
        const path = `/files/${tus.url?.split('/').at(-1)}/description`
        const answer = body === '' ? requester.json(storedFile, { method: 'GET', path }) : read(body)
        answer.then(resolve, reject)
      },
      onError: (error) => void thrownFor(error).then(reject),
    }
    const tus = new TusUpload(bytes, options)
    signal.addEventListener('abort', () => {
      void tus.abort()
      reject(unreachable(signal.reason))
    })
    tus.start()
  })
}

function read(body: string): Promise<StoredFile> {
  return readAnswer(storedFile, new Response(body))
}

/** What the server said, else that it was not reached. */
async function thrownFor(error: Error): Promise<Error> {
  const response = error instanceof DetailedError ? error.originalResponse : null
  if (!response || outOfStep.includes(response.getStatus())) return unreachable(error)
  const retryAfter = response.getHeader('retry-after')
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  return readError(new Response(response.getBody(), { status: response.getStatus(), headers }))
}
