/** Keeps the screen from going dark as long as somebody talks, where the browser can. Returns what ends it. */
export function keepAwake(): () => void {
  const { wakeLock } = navigator as { wakeLock?: WakeLock }
  let held: WakeLockSentinel | null = null
  let isWanted = true

  /** A page that goes out of sight loses it, and one that is out of sight or low on power gets none. */
  async function hold(): Promise<void> {
    if (document.visibilityState !== 'visible') return
    held = (await wakeLock?.request('screen').catch(() => null)) ?? null
    if (!isWanted) await held?.release()
  }

  void hold()
  document.addEventListener('visibilitychange', hold)
  return () => {
    isWanted = false
    document.removeEventListener('visibilitychange', hold)
    void held?.release()
  }
}
