import { type Readable, writable } from '#client/readable'
import { CallProblem } from '../peer/call-problem'
import { openCamera, openMicrophone } from '../peer/capture'

const open = { microphone: openMicrophone, camera: openCamera }
type Kind = keyof typeof open

interface Probed {
  track: MediaStreamTrack | null
  /** Why there is none, and what to do. */
  problem: string | null
}

/** The devices that a call would use, one by one. */
export interface Probe {
  readonly state: Readable<Record<Kind, Probed>>
  /** Takes the device that is chosen now. */
  open(kind: Kind): void
  /** Opens both until the returned function is called. */
  run(): () => void
}

export function openProbe(): Probe {
  const unknown: Probed = { track: null, problem: null }
  const state = writable<Record<Kind, Probed>>({ microphone: unknown, camera: unknown })
  let isRunning = false

  function set(kind: Kind, probed: Probed): void {
    state.get()[kind].track?.stop()
    state.set({ ...state.get(), [kind]: probed })
  }

  async function take(kind: Kind): Promise<void> {
    try {
      const track = await open[kind]()
      if (isRunning) set(kind, { track, problem: null })
      else track.stop()
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      set(kind, { track: null, problem: error.message })
    }
  }

  return {
    state,
    open: (kind) => void take(kind),
    run() {
      isRunning = true
      // One question of the browser after the other.
      void take('camera').then(() => take('microphone'))
      return () => {
        isRunning = false
        set('camera', unknown)
        set('microphone', unknown)
      }
    },
  }
}
