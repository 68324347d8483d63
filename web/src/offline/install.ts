import { type Readable, writable } from '#client/readable'

/** What Chromium's browsers hand out where a page can be installed; no standard has it yet. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>
}

const held = writable<InstallOffer | null>(null)

/** Set while the browser would install this page if it were asked to. */
export const installOffer: Readable<InstallOffer | null> = held

/** Listens before the browser offers it, which it does once. */
export function awaitInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    held.set(event as InstallOffer)
  })
  addEventListener('appinstalled', () => held.set(null))
}

export async function install(): Promise<void> {
  await held.get()?.prompt()
  held.set(null)
}

export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches
}

/** There one installs by hand, and nothing rings before. */
export function isAppleTouch(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  )
}
