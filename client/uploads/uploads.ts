import { createAlarm } from '../alarm'
import { type Readable, writable } from '../readable'
import type { Line } from '../state/lines'
import type { Transfer } from './transfer'
import type { Uploading } from './uploading'
import { isThere, type UploadNeeds } from './waiting-files'

interface Needs extends UploadNeeds {
  transfer(): Promise<Transfer>
}

/** When what uploads could not be loaded, it is tried again after this time. */
const afterMs = 5_000

/** Uploads the files of messages. What does that is loaded when there is a first one. */
export function createUploads(needs: Needs) {
  const sent = writable<ReadonlyMap<string, number>>(new Map())
  let uploading: Uploading | null = null
  let isLoading = false
  let wanted: readonly Line[] = []
  const again = createAlarm(needs.onFree)

  /** Uploads what these lines wait for, and nothing else from now on. */
  function turnTo(lines: readonly Line[]): void {
    wanted = lines.filter(({ entry }) => !entry.attachments.every(isThere))
    if (uploading) uploading.turnTo(wanted)
    else if (wanted.length > 0 && !isLoading && !again.isSet()) void load()
  }

  async function load(): Promise<void> {
    isLoading = true
    try {
      const [{ createUploading }, transfer] = await Promise.all([import('./uploading'), needs.transfer()])
      uploading = createUploading({ ...needs, transfer, sent })
      uploading.turnTo(wanted)
    } catch {
      // The files are as safe as before; where they cannot go is seen in their lines.
      again.set(afterMs)
    } finally {
      isLoading = false
    }
  }

  return {
    /** How many bytes of each file have gone out from here, by its key, until all of it is there. */
    sent: sent as Readable<ReadonlyMap<string, number>>,
    turnTo,
    /** The server can be reached again: nothing is waited for. */
    wake() {
      again.off()
      uploading?.wake()
    },
    forgetProgress: () => sent.set(new Map()),
  }
}
