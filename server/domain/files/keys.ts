import type { FileRow } from '../../store/uploads'

/** What the bytes of a file lie under. */
export function fileKey(id: string): string {
  return id
}

export function previewKey(id: string, width: number): string {
  return `${id}-${width}`
}

export function posterKey(id: string): string {
  return `${id}-poster`
}

/** Everything that is stored of a file. */
export function keysOf({
  id,
  previews,
  has_poster,
}: Pick<FileRow, 'id' | 'previews' | 'has_poster'>): string[] {
  return [
    fileKey(id),
    ...widthsOf(previews).map((width) => previewKey(id, width)),
    ...(has_poster === 1 ? [posterKey(id)] : []),
  ]
}

/** The id of the file that a key belongs to. */
export function idOfKey(key: string): string {
  return key.split('-')[0] ?? key
}

export function widthsOf(previews: string): number[] {
  return previews === '' ? [] : previews.split(',').map(Number)
}
