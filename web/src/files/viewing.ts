import { writable } from '#client/readable'

/** The file that is shown over the page, by its id; null for none. */
export const viewed = writable<string | null>(null)
