import { onDemand } from '../ui/on-demand'

/** What to do first, for somebody who has no room yet. */
export const FirstSteps = onDemand(async () => (await import('./begin-here')).BeginHere, null)
