import { z } from 'zod'
import { id } from './ids'
import { limits } from './limits'
import { storableText } from './text'

/**
 * What a file is, by its content: a `picture` stands still, an `animation` is a picture that moves by itself, a `video`
 * is started by who watches it. Everything else can only be saved.
 */
export const fileKind = z.enum(['picture', 'animation', 'video', 'other'])
export type FileKind = z.infer<typeof fileKind>

/** What is shown in place, by media type. Of anything else the kind is `other`: it can only be saved. */
export const kindsByType: ReadonlyMap<string, FileKind> = new Map([
  ['image/jpeg', 'picture'],
  ['image/png', 'picture'],
  ['image/webp', 'picture'],
  ['image/gif', 'animation'],
  ['video/mp4', 'video'],
  ['video/webm', 'video'],
])

/** A file as everyone who may see it knows it. Its bytes: `/api/v1/files/{id}`. */
export const storedFile = z.object({
  id,
  kind: fileKind,
  /** The true media type, found by content. */
  type: z.string(),
  /** What its sender calls it; shown, and proposed where it is saved. */
  name: z.string(),
  /** Bytes of what is served, which may be fewer than were sent. */
  size: z.int().check(z.gte(0)),
  /** In pixels, as it is shown; null where there is nothing to be seen. */
  width: z.nullable(z.int().check(z.gte(1))),
  height: z.nullable(z.int().check(z.gte(1))),
  duration_ms: z.nullable(z.int().check(z.gte(0))),
  /** A blurred picture of at most 1 kB, as a `data:image/png` address, to be shown until the true one is there. */
  placeholder: z.nullable(z.string()),
  /** The widths that smaller pictures of it have, smallest first: of a video those of its poster. */
  previews: z.array(z.int().check(z.gte(1))),
  has_poster: z.boolean(),
})
export type StoredFile = z.infer<typeof storedFile>

/** What a file is and what it is called, for where it is named only. */
export const fileLabel = z.object({ kind: fileKind, name: storedFile.shape.name })

/** Whether files are counted as pictures, moving ones too. */
export function arePictures(files: readonly Pick<StoredFile, 'kind'>[]): boolean {
  return files.every(({ kind }) => kind === 'picture' || kind === 'animation')
}

/** A file in a message. */
export const attachment = z.object({
  ...storedFile.shape,
  /** What is to be seen, for those who do not see it; empty when its sender did not say. */
  alt: z.string(),
})
export type Attachment = z.infer<typeof attachment>

/** A file of one's own that a message is sent with. */
export const sentAttachment = z.strictObject({
  file_id: id,
  alt: z.optional(storableText(0, limits.altCharacters)),
})
export type SentAttachment = z.infer<typeof sentAttachment>

/** What a message is sent with, in the order in which it is shown; the same file once only. */
export const sentAttachments = z.array(sentAttachment).check(
  z.maxLength(limits.attachments),
  z.refine((files) => new Set(files.map(({ file_id }) => file_id)).size === files.length, 'must differ'),
)
