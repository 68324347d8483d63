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
  /** The keys of those that this device could not keep: they are lost with the page. */
  unkept: readonly string[]
  /** It was sent, and goes out as soon as nothing is expected any more. */
  isLeaving: boolean
  /** What could not be taken, and why. */
  problem: string | null
}

/** Where this device keeps them. */
export const choiceDatabase = 'natter chosen'

const none: Choice = { files: [], expected: [], unkept: [], isLeaving: false, problem: null }
const rooms = new Map<string, Writable<Choice>>()

/** The rooms for which something was chosen. */
export const choiceRooms = (): readonly string[] => [...rooms.keys()]

/** What somebody has chosen to send to a room. */
export function choiceIn(roomId: string): Writable<Choice> {
  const held = rooms.get(roomId) ?? writable(none)
  rooms.set(roomId, held)
  return held
}

/** Whether anything that was chosen, for any room, would be lost with the page. */
export function isAnyChoiceUnkept(): boolean {
  return rooms.values().some((choice) => {
    const { files, expected, unkept } = choice.get()
    return expected.length > 0 || files.some(({ key }) => unkept.includes(key))
  })
}

export function changeChoice(roomId: string, next: (now: Choice) => Partial<Choice>) {
  const choice = choiceIn(roomId)
  choice.set({ ...choice.get(), ...next(choice.get()) })
}

/** These are being looked at, and will be among what is to be sent. */
export function expectFiles(roomId: string, coming: readonly { key: string }[]) {
  changeChoice(roomId, ({ expected }) => ({ expected: [...expected, ...coming.map(({ key }) => key)] }))
}

/**
 * Calls `leave` once everything chosen was looked at, which may be at once; not when some of it turns out to be refused, or is
 * forgotten before. Who asks again in the meantime changes nothing.
 */
export function whenLookedAt(roomId: string, leave: () => void) {
  const choice = choiceIn(roomId)
  if (choice.get().isLeaving) return
  if (choice.get().expected.length === 0) return leave()
  changeChoice(roomId, () => ({ isLeaving: true, problem: null }))
  const stop = choice.subscribe(() => {
    const { expected, isLeaving, problem } = choice.get()
    if (isLeaving && expected.length > 0) return
    stop()
    if (!isLeaving) return
    changeChoice(roomId, () => ({ isLeaving: false }))
    if (problem === null) leave()
  })
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
  changeChoice(roomId, (now) => ({ files: [...files, ...now.files] }))
}

/** The page needs the pictures of these files no longer. */
export function letGo(files: readonly ChosenFile[]) {
  for (const { picture } of files) if (picture !== null) URL.revokeObjectURL(picture)
}

let forgotten = 0

/** How often all was forgotten: what was brought back before that is not there any more. */
export const timesForgotten = () => forgotten

/** Forgets what was chosen, in this page; other pages do the same when what this device keeps of it goes. */
export function forgetChoices() {
  forgotten++
  for (const roomId of choiceRooms()) letGo(takeChoice(roomId))
}

/** Forgets what was chosen, on this device. */
export function forgetKeptChoices() {
  forgetChoices()
  indexedDB.deleteDatabase(choiceDatabase)
}
