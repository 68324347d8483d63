import { useClient, useReadable } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'
import { wanted } from './wanted'

/** What shows a call, and what makes it. */
export const CallScreens = onDemand(async () => (await import('./screens/call-screens')).CallScreens)

/** Notices a call, and only then loads what shows it. */
export function CallLayer() {
  const call = useReadable(useClient().calls.current)
  const isWanted = useReadable(wanted) !== null
  return call !== null || isWanted ? <CallScreens /> : null
}
