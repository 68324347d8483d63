import { onDemand } from '../ui/on-demand'

/** The details of a group, whose script is fetched when somebody is about to look at them. */
export const Details = onDemand(async () => (await import('./details-dialog')).DetailsDialog)
