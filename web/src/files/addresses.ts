import type { StoredFile } from '#protocol/files'

/** Where the bytes of a file are. */
export function addressOf({ id }: Pick<StoredFile, 'id'>): string {
  return `/api/v1/files/${id}`
}

/** Where its parts are, below the API. */
export function pathOf({ id }: Pick<StoredFile, 'id'>): string {
  return `/files/${id}`
}

/** A picture of it that is at least so wide, in dots of the screen, or the widest there is. */
export function previewOf(file: StoredFile, width: number): string | null {
  const enough = file.previews.find((preview) => preview >= width) ?? file.previews.at(-1)
  const isVideo = file.kind === 'video'
  if (enough !== undefined) return `${addressOf(file)}${isVideo ? '/poster' : ''}?width=${enough}`
  if (isVideo) return file.has_poster ? `${addressOf(file)}/poster` : null
  return addressOf(file)
}

/** Pictures of a file by their width, for the browser to choose from. Undefined where there is but one. */
export function srcSetOf(file: StoredFile): string | undefined {
  if (file.previews.length === 0 || file.kind !== 'picture' || file.width === null) return undefined
  const previews = file.previews.map((width) => `${addressOf(file)}?width=${width} ${width}w`)
  return [...previews, `${addressOf(file)} ${file.width}w`].join(', ')
}
