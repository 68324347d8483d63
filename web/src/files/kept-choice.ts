import { z } from 'zod'
import { addChosen } from './add-chosen'
import { choiceStorage, type KeptFile, type Place } from './choice-storage'
import {
  type ChosenFile,
  changeChoice,
  choiceIn,
  choiceRooms,
  expectFiles,
  forgetChoices,
  letGo,
  timesForgotten,
} from './chosen'

const storage = choiceStorage(forgetChoices)
/** Rooms whose choice this page has, by person, and by how often all was forgotten. */
const restored = new Map<string, Promise<void>>()

/** What one page tells the others: these files were sent or taken out. */
const news = z.array(z.string())
const channel = new BroadcastChannel('natter chosen')
channel.onmessage = ({ data }) => {
  const gone = news.safeParse(data)
  if (gone.success) takeOut(gone.data)
}

/** Brings back what was chosen before the page was closed or loaded anew. Resolves once it is known what that is. */
export function restoreChoice(place: Place): Promise<void> {
  const id = `${timesForgotten()} ${place.meId} ${place.roomId}`
  const restoring = restored.get(id) ?? bringBack(place)
  restored.set(id, restoring)
  return restoring
}

async function bringBack(place: Place): Promise<void> {
  const before = timesForgotten()
  // Where the device does not give anything back, nothing can be shown.
  const kept = await storage.load(place).catch(() => [])
  if (kept.length === 0 || before !== timesForgotten()) return
  expectFiles(place.roomId, kept)
  void addChosen(place.roomId, kept)
}

/** Keeps a file until it is sent; where this device cannot, that is shown. */
export function keepChosen(place: Place, file: KeptFile) {
  storage
    .keep(place, file)
    .catch(() => changeChoice(place.roomId, ({ unkept }) => ({ unkept: [...unkept, file.key] })))
}

export function keepDescription(key: string, alt: string) {
  // The description stands in the page all the same.
  storage.describe(key, alt).catch(() => {})
}

/** These were sent, or taken out: no page shows them any more. */
export function dropChosen(files: readonly ChosenFile[]) {
  letGo(files)
  const keys = files.map(({ key }) => key)
  channel.postMessage(keys)
  // What stays because that failed is shown once more when the room is opened anew.
  storage.drop(keys).catch(() => {})
}

function takeOut(keys: readonly string[]) {
  for (const roomId of choiceRooms()) {
    const gone = choiceIn(roomId)
      .get()
      .files.filter(({ key }) => keys.includes(key))
    if (gone.length === 0) continue
    letGo(gone)
    changeChoice(roomId, ({ files }) => ({ files: files.filter((file) => !gone.includes(file)) }))
  }
}
