import { m } from '#catalogue'
import { useClient } from '../../shell/client-context'
import { useFetched } from '../../ui/use-fetched'
import { tryWays, type Ways } from './loopback'
import { Result } from './result'

/** Whether the other side can be reached: straight, and through the server's relay. */
export function WaysCheck() {
  const client = useClient()
  const { value: ways } = useFetched('ways', () => tryWays(client))
  const direct = ways && directText(ways)
  const relay = ways && relayText(ways)
  return (
    <>
      <Result title={m.calls_check_direct()} problem={direct?.problem ?? null}>
        <p role="status">{direct ? direct.text : m.calls_check_trying()}</p>
      </Result>
      <Result title={m.calls_check_relay()} problem={relay?.problem ?? null}>
        <p role="status">{relay ? relay.text : m.calls_check_trying()}</p>
      </Result>
    </>
  )
}

interface Finding {
  text: string
  problem: string | null
}

function directText({ isDirectOpen, isSeenOutside }: Ways): Finding {
  if (!isDirectOpen) return { text: '', problem: m.calls_check_direct_blocked() }
  return {
    text: isSeenOutside ? m.calls_check_direct_works() : m.calls_check_direct_near(),
    problem: null,
  }
}

function relayText({ hasRelay, isRelayOpen }: Ways): Finding {
  if (!hasRelay) return { text: m.calls_check_no_relay(), problem: null }
  return isRelayOpen
    ? { text: m.calls_check_relay_works(), problem: null }
    : { text: '', problem: m.calls_check_relay_fails() }
}
