import { m } from '#catalogue'
import { newClientId } from '#client/client-id'
import { kindOf, refusalOf } from '#client/uploads/take-files'
import { limits } from '#protocol/limits'
import type { ServerInfo } from '#protocol/server-info'
import { bytesText } from '../ui/number'
import { type Choice, type ChosenFile, choiceIn, letGo } from './chosen'
import { lookAt } from './look-at'

/** Adds files to what is to be sent to a room, and says which of them cannot be. */
export async function choose(
  roomId: string,
  given: readonly File[],
  uploads: ServerInfo['uploads'],
): Promise<void> {
  const choice = choiceIn(roomId)
  const { files, expected } = choice.get()
  const refusals = given.map((file) => reasonAgainst(file, uploads))
  const allowed = given.filter((_, at) => refusals[at] === null)
  const taken = allowed.slice(0, Math.max(0, limits.attachments - files.length - expected.length))
  const tooMany = taken.length < allowed.length ? m.files_too_many({ count: limits.attachments }) : null
  const problem = [...refusals, tooMany].filter((reason) => reason !== null).join(' ')

  const coming = taken.map((file) => ({ key: newClientId(), file }))
  change(roomId, (now) => ({
    expected: [...now.expected, ...coming.map(({ key }) => key)],
    problem: problem === '' ? null : problem,
  }))
  for (const { key, file } of coming) {
    const found = await chosenFrom(key, file)
    change(roomId, (now) => ({
      expected: now.expected.filter((other) => other !== key),
      files: [...now.files, found],
    }))
  }
}

/** Takes a file out again. */
export function unchoose(roomId: string, key: string) {
  const { files } = choiceIn(roomId).get()
  letGo(files.filter((file) => file.key === key))
  change(roomId, () => ({ files: files.filter((file) => file.key !== key), problem: null }))
}

/** Keeps what is to be seen in a file. */
export function describe(roomId: string, key: string, alt: string) {
  change(roomId, ({ files }) => ({
    files: files.map((file) => (file.key === key ? { ...file, alt } : file)),
  }))
}

function change(roomId: string, next: (now: Choice) => Partial<Choice>) {
  const choice = choiceIn(roomId)
  choice.set({ ...choice.get(), ...next(choice.get()) })
}

function reasonAgainst(file: File, uploads: ServerInfo['uploads']): string | null {
  const refusal = refusalOf(file, uploads)
  const { name } = file
  if (!refusal) return null
  if (refusal.code === 'too_large')
    return m.files_too_large({ name, size: bytesText(uploads?.most_bytes ?? 0) })
  if (refusal.code === 'invalid_file') return m.files_empty({ name })
  return file.type === 'video/quicktime' ? m.files_quick_time({ name }) : m.files_not_taken({ name })
}

async function chosenFrom(key: string, file: File): Promise<ChosenFile> {
  const kind = kindOf(file.type)
  const common = { key, kind, blob: file, name: file.name, alt: '' }
  if (kind === 'other') return { ...common, picture: null }
  const { width, height, poster } = await lookAt(file, kind)
  const seen = kind === 'video' ? poster : file
  return { ...common, width, height, poster, picture: seen && URL.createObjectURL(seen) }
}
