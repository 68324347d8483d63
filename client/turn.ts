import { createAlarm } from './alarm'
import type { Companions } from './ports'

interface Needs {
  companions(): Companions
  onTurn(isMine: boolean): void
}

/** How long something may wait for another program that does not say a word. It may be frozen. */
const patienceMs = 30_000

/** Sees to it that one of the programs that share an outbox sends: one that has a connection and is awake. */
export function createTurn(needs: Needs) {
  let isWanted = false
  let end: (() => void) | null = null
  const patience = createAlarm(seize)

  function take(isMine: boolean): void {
    patience.off()
    needs.onTurn(isMine)
    if (!isMine && isWanted) end = needs.companions().queue(take)
  }

  function seize(): void {
    end?.()
    end = needs.companions().seize(take)
  }

  return {
    connected() {
      if (isWanted) return
      isWanted = true
      end = needs.companions().queue(take)
    },
    disconnected() {
      if (!isWanted) return
      isWanted = false
      patience.off()
      end?.()
      end = null
      needs.onTurn(false)
    },
    /** Something waits that another program is to send. */
    waiting() {
      if (isWanted) patience.set(patienceMs)
    },
    /** The other programs are at work. */
    heard: patience.off,
  }
}
