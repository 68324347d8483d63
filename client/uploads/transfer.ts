import { type StoredFile, storedFile } from '#protocol/files'
import { unreachable } from '../api-error'
import { readAnswer, successful } from '../request'
import type { TransferNeeds, Upload } from './upload'
import { uploadWhole } from './upload-whole'

/** Smaller files go in one piece, which is quicker. */
const wholeBytes = 4 * 1024 * 1024

/** Brings single files to the server. Everything rejects with an `ApiError`, or when it is called off. */
export function createTransfer(needs: TransferNeeds) {
  const { url, credentials, requester } = needs

  return {
    async upload(upload: Upload): Promise<StoredFile> {
      const isWhole =
        upload.bytes.size <= wholeBytes && !upload.isResumable && upload.file.upload_url === null
      if (isWhole) return requester.authorised(() => uploadWhole(needs, upload))
      const { uploadInParts } = await import('./upload-in-parts').catch((error) => {
        throw unreachable(error)
      })
      return uploadInParts(needs, upload)
    },

    /** Adds the still picture that stands in for a video. */
    putPoster: (fileId: string, poster: Blob, signal: AbortSignal): Promise<StoredFile> =>
      requester.authorised(async () => {
        const response = await successful(() =>
          fetch(`${url}/api/v1/files/${encodeURIComponent(fileId)}/poster`, {
            method: 'PUT',
            headers: {
              ...credentials.headers('PUT'),
              accept: 'application/json',
              'content-type': poster.type,
            },
            credentials: credentials.cookies,
            body: poster,
            signal,
          }),
        )
        return readAnswer(storedFile, response)
      }),
  }
}
export type Transfer = ReturnType<typeof createTransfer>
