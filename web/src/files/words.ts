import { m } from '#catalogue'
import { type Attachment, arePictures, type StoredFile } from '#protocol/files'
import { plainText } from '#protocol/markdown/plain-text'

type Named = Pick<StoredFile, 'kind' | 'name'>
type Saying = { content: string; attachments: readonly Named[] }

/** What a message says where it is told in short: its text without marks, or what it was sent with. */
export function wordsOf({ content, attachments }: Saying): string {
  return content.trim() === '' ? filesText(attachments) : plainText(content)
}

/** What files are called where they are not shown. */
export function filesText(files: readonly Named[]): string {
  const [first] = files
  if (!first) return ''
  if (files.length === 1) return nameOf(first)
  const { length: count } = files
  return arePictures(files) ? m.files_pictures({ count }) : m.files_several({ count })
}

/** What is to be seen in a file, for those who do not see it. */
export function altOf({ kind, name, alt }: Named & Pick<Attachment, 'alt'>): string {
  if (kind === 'other') return m.files_file_named({ name })
  if (alt !== '') return alt
  return kind === 'video' ? m.files_video_without() : m.files_picture_without()
}

/** The same where nothing else says that it is a picture. */
export function spokenFile(file: Named & Pick<Attachment, 'alt'>): string {
  if (file.kind === 'other' || file.alt === '') return altOf(file)
  return m.files_with_words({ files: nameOf(file), words: file.alt })
}

function nameOf({ kind, name }: Named): string {
  if (kind === 'other') return name
  return kind === 'video' ? m.files_video() : m.files_picture()
}
