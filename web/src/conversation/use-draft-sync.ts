import { useEffect } from 'react'
import { useClient, useMe, useReadable } from '../shell/client-context'
import { compareDrafts } from './draft-sync'

/** Keeps what was begun on this device and on the others the same, for as long as somebody is signed in. */
export function useDraftSync() {
  const client = useClient()
  const meId = useMe().id
  const told = useReadable(client.drafts)
  useEffect(() => {
    if (told) compareDrafts({ client, meId }, told)
  }, [client, meId, told])
}
