import { adminScreens } from './admin-screens'
import { asideScreens } from './aside-screens'
import { callScreens } from './call-screens'
import { contactScreens } from './contact-screens'
import { emptyScreens, mailedScreens, signedOutScreens } from './entrance-screens'
import { fileScreens } from './file-screens'
import { lobbyScreens } from './lobby-screens'
import { offlineScreens } from './offline-screens'
import { roomScreens } from './room-screens'
import type { Screen } from './screen'
import { updateScreens } from './update-screens'

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
  { name: 'search and settings', screens: asideScreens },
  { name: 'pictures and files', screens: fileScreens },
  { name: 'calls', screens: callScreens },
  { name: 'a lobby with guests', screens: lobbyScreens },
  { name: 'people and contacts', screens: contactScreens },
  { name: 'a newer version', screens: updateScreens },
  { name: 'no network', screens: offlineScreens },
]

/** What a browser needs besides, so that there can be calls: a camera and a microphone that are made up, given unasked. */
export const deviceSwitches = [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]
