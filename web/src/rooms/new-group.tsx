import { onDemand } from '../ui/on-demand'

/** Starting a group, whose script is fetched when somebody is about to. */
export const NewGroup = onDemand(async () => (await import('./new-group-dialog')).NewGroupDialog)
