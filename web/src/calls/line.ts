/** Only one tab of a browser holds a call: the others have neither its microphone nor its picture. */
const name = 'natter call'

/** What is given back at this moment is waited for. */
const patienceMs = 500

/** Takes the line for this tab; resolves to what gives it back, or to null while another tab holds it. */
export function takeLine(): Promise<(() => void) | null> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return Promise.resolve(() => {})
  const signal = AbortSignal.timeout(patienceMs)
  return new Promise((resolve, reject) => {
    locks
      .request(name, { signal }, () => new Promise<void>((release) => resolve(release)))
      .catch((error: unknown) => (signal.aborted ? resolve(null) : reject(error)))
  })
}

/** Calls `onFree` when no tab holds the line, as after one that held it has crashed. Returns what ends waiting. */
export function awaitFreeLine(onFree: () => void): () => void {
  const { locks } = navigator as { locks?: LockManager }
  const waiting = new AbortController()
  locks?.request(name, { signal: waiting.signal }, onFree).catch((error: unknown) => {
    if (!waiting.signal.aborted) throw error
  })
  return () => waiting.abort()
}
