import { kindOf } from '#client/uploads/take-files'
import type { KeptFile } from './choice-storage'
import { type ChosenFile, changeChoice, choiceIn } from './chosen'
import { lookAt } from './look-at'

/** Shows files that are expected among what is to be sent to a room, each once it was looked at, in their order. */
export async function addChosen(roomId: string, coming: readonly KeptFile[]): Promise<void> {
  for (const one of coming) {
    const found = await seen(one)
    // Somebody may have signed out in the meantime: nothing is expected any more.
    if (!choiceIn(roomId).get().expected.includes(one.key)) return
    changeChoice(roomId, ({ expected, files }) => ({
      expected: expected.filter((key) => key !== one.key),
      files: [...files, found],
    }))
  }
}

async function seen({ key, file, alt }: KeptFile): Promise<ChosenFile> {
  const kind = kindOf(file.type)
  const common = { key, kind, blob: file, name: file.name, alt }
  if (kind === 'other') return { ...common, picture: null }
  const { width, height, poster } = await lookAt(file, kind)
  // What this browser cannot show is shown by its name.
  const picture = kind === 'video' ? poster : width === null ? null : file
  return { ...common, width, height, poster, picture: picture && URL.createObjectURL(picture) }
}
