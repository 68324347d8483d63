import { type Writable, writable } from '#client/readable'
import type { FileToSend } from '#client/uploads/take-files'
import type { FileKind } from '#protocol/files'

/** A file that was chosen and is not sent yet. */
export interface ChosenFile extends FileToSend {
  key: string
  kind: FileKind
  alt: string
  /** Where the page finds what is to be seen of it; null where that is nothing. */
  picture: string | null
}

export interface Choice {
  files: readonly ChosenFile[]
  /** The keys of those that are being looked at. */
  expected: readonly string[]
  /** What could not be taken, and why. */
  problem: string | null
}

const none: Choice = { files: [], expected: [], problem: null }
const rooms = new Map<string, Writable<Choice>>()

/** What somebody has chosen to send to a room. It is forgotten with the page. */
export function choiceIn(roomId: string): Writable<Choice> {
  const held = rooms.get(roomId) ?? writable(none)
  rooms.set(roomId, held)
  return held
}

/** Takes everything out, to be sent. */
export function takeChoice(roomId: string): readonly ChosenFile[] {
  const choice = choiceIn(roomId)
  const { files } = choice.get()
  choice.set(none)
  return files
}

/** Puts back what could not be sent. */
export function giveBack(roomId: string, files: readonly ChosenFile[]) {
  const choice = choiceIn(roomId)
  const now = choice.get()
  choice.set({ ...now, files: [...files, ...now.files] })
}

/** The page needs the pictures of these files no longer. */
export function letGo(files: readonly ChosenFile[]) {
  for (const { picture } of files) if (picture !== null) URL.revokeObjectURL(picture)
}

export function forgetChoices() {
  for (const roomId of rooms.keys()) letGo(takeChoice(roomId))
}
