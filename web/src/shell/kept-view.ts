import { readAtOnce } from '#client/storage/at-once'
import { indexedDbView } from '#client/storage/indexeddb-view'
import { readPlace, shownPath } from './address'

const where = readPlace(shownPath())

/** The room that the page is opened with; null for none. */
export const firstRoomId = where.page === 'room' ? where.roomId : null

/** Whether the page is opened with a message of that room. */
export const isFirstMessage = where.page === 'room' && where.seq !== undefined

/** What was seen last, as this device keeps it. */
export const view = readAtOnce(indexedDbView('natter view'), 'natter last view')
