import { writable } from '#client/readable'

/**
 * The chosen file that is being described, by its key; null for none. The dialog for that stands outside the form that the
 * file is sent by.
 */
export const described = writable<string | null>(null)
