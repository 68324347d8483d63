import { adminScreens } from './admin-screens'
import { asideScreens } from './aside-screens'
import { emptyScreens, mailedScreens, signedOutScreens } from './entrance-screens'
import { roomScreens } from './room-screens'
import type { Screen } from './screen'

/** Screens that one person sees one after the other, in a browser of their own. */
export interface Walk {
  name: string
  screens: readonly Screen[]
}

/** All screens there are, in this order: the last walk stops the server. */
export const walks: readonly Walk[] = [
  { name: 'before signing in', screens: signedOutScreens },
  { name: 'what is done by mail', screens: mailedScreens },
  { name: 'nobody to talk to yet', screens: emptyScreens },
  { name: 'running the server', screens: adminScreens },
  { name: 'rooms and talks', screens: roomScreens },
  { name: 'search, settings and no network', screens: asideScreens },
]
