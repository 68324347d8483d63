import { useEffect, useState } from 'react'
import { useClient, useReadable } from '../../shell/client-context'
import { type Desk, openDesk } from '../desk'
import { wanted } from '../wanted'
import { CallNews } from './call-news'
import { CallPanel } from './call-panel'
import { IncomingCall } from './incoming-call'

/** Everything there is to see of calls. It is there from the moment somebody rings or wants to. */
export function CallScreens() {
  const client = useClient()
  const [desk, setDesk] = useState<Desk | null>(null)
  useEffect(() => {
    const opened = openDesk(client)
    setDesk(opened)
    return () => {
      setDesk(null)
      opened.close()
    }
  }, [client])
  return desk && <AtDesk desk={desk} />
}

/** To leave the page hangs up: the browser asks first. */
function useHeldPage(isInCall: boolean) {
  useEffect(() => {
    if (!isInCall) return
    const ask = (event: Event) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isInCall])
}

function AtDesk({ desk }: { desk: Desk }) {
  const { calls } = useClient()
  const current = useReadable(calls.current)
  const asked = useReadable(wanted)

  useEffect(() => {
    if (asked === null) return
    // What is left of the call before makes way for this one.
    calls.dismiss()
    void desk.start(asked).then((isKnown) => isKnown && wanted.set(null))
  }, [asked, calls, desk])

  const held = asked === null && current?.isHere ? current : null
  const peer = asked?.peer ?? held?.peer
  useHeldPage(held !== null && held.call.phase !== 'ended')
  return (
    <>
      {current?.call.phase === 'ringing' && !current.isCaller && (
        <IncomingCall key={current.call.id} desk={desk} call={current.call} peer={current.peer} />
      )}
      {peer && <CallPanel desk={desk} peer={peer} held={held} />}
      <CallNews desk={desk} />
    </>
  )
}
