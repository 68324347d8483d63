import { csrfToken } from '#client/csrf-token'
import { indexedDbView } from '#client/storage/indexeddb-view'
import { readAhead } from '#client/storage/read-ahead'
import { readPlace, shownPath } from './address'

const storage = indexedDbView('natter view')
const where = readPlace(shownPath())

/** The room that the page is opened with; null for none. */
export const firstRoomId = where.page === 'room' ? where.roomId : null

/**
 * What was seen last, as this device keeps it. It is read from the moment on at which this module is evaluated, which has to be
 * before the larger part of the program is: unless nobody can be signed in, of whom it could be.
 */
export const view = csrfToken(document.cookie) === null ? storage : readAhead(storage, firstRoomId)
