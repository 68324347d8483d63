import { onDemand } from '../ui/on-demand'

/** One's contacts, whose script is fetched when somebody is about to look at them. */
export const Contacts = onDemand(async () => (await import('./contacts-dialog')).ContactsDialog)
