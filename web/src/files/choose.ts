import { m } from '#catalogue'
import { refusalOf } from '#client/uploads/take-files'
import { limits } from '#protocol/limits'
import type { ServerInfo } from '#protocol/server-info'
import { bytesText } from '../ui/number'
import { addChosen } from './add-chosen'
import type { KeptFile, Place } from './choice-storage'
import { changeChoice, choiceIn } from './chosen'
import { dropChosen, keepChosen, keepDescription, restoreChoice } from './kept-choice'

/** Adds files that are expected to what is to be sent to a room, and says which of them cannot be. */
export async function choose(
  place: Place,
  given: readonly KeptFile[],
  uploads: ServerInfo['uploads'],
): Promise<void> {
  await restoreChoice(place)
  const { roomId } = place
  const { files, expected } = choiceIn(roomId).get()
  const others = files.length + expected.length - given.length
  const refusals = given.map(({ file }) => reasonAgainst(file, uploads))
  const allowed = given.filter((_, at) => refusals[at] === null)
  const taken = allowed.slice(0, Math.max(0, limits.attachments - others))
  const tooMany = taken.length < allowed.length ? m.files_too_many({ count: limits.attachments }) : null
  const problem = [...refusals, tooMany].filter((reason) => reason !== null).join('\n')

  const refused = given.filter((one) => !taken.includes(one)).map(({ key }) => key)
  for (const one of taken) keepChosen(place, one)
  changeChoice(roomId, (now) => ({
    expected: now.expected.filter((key) => !refused.includes(key)),
    problem: problem === '' ? null : problem,
  }))
  await addChosen(roomId, taken)
}

/** Takes a file out again. */
export function unchoose(roomId: string, key: string) {
  const { files } = choiceIn(roomId).get()
  changeChoice(roomId, () => ({ files: files.filter((file) => file.key !== key), problem: null }))
  dropChosen(files.filter((file) => file.key === key))
}

/** Keeps what is to be seen in a file. */
export function describe(roomId: string, key: string, alt: string) {
  changeChoice(roomId, ({ files }) => ({
    files: files.map((file) => (file.key === key ? { ...file, alt } : file)),
  }))
  keepDescription(key, alt)
}

function reasonAgainst(file: File, uploads: ServerInfo['uploads']): string | null {
  const refusal = refusalOf(file, uploads)
  const { name } = file
  if (!refusal) return null
  if (refusal.code === 'too_large')
    return m.files_too_large({ name, size: bytesText(uploads?.most_bytes ?? 0) })
  if (refusal.code === 'invalid_file') return m.files_empty({ name })
  if (file.type === 'video/quicktime') return m.files_quick_time({ name })
  return /^image\/hei[cf]/.test(file.type) ? m.files_heic({ name }) : m.files_not_taken({ name })
}
