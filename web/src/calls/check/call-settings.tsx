import { useState } from 'react'
import { m } from '#catalogue'
import { usePolicy, useReadable } from '../../shell/client-context'
import { Button } from '../../ui/button'
import { Switch } from '../../ui/switch'
import { alwaysRelay, switchAlwaysRelay } from '../peer/always-relay'
import { CheckDialog } from './check-dialog'

/** How calls are made on this device, and whether they can be. */
export function CallSettings() {
  const isRelayed = useReadable(alwaysRelay)
  const [isChecking, setChecking] = useState(false)
  if (!usePolicy().calls) return null
  return (
    <section aria-labelledby="calls" className="flex flex-col gap-3">
      <h3 id="calls" className="-mb-1.5 font-bold">
        {m.calls_title()}
      </h3>
      <div className="rounded-medium border border-line bg-sheet">
        <Switch
          label={m.calls_always_relay()}
          hint={m.calls_always_relay_hint()}
          isOn={isRelayed}
          isBusy={false}
          onChange={switchAlwaysRelay}
        />
      </div>
      <Button onClick={() => setChecking(true)}>{m.calls_check()}</Button>
      {isChecking && <CheckDialog onClose={() => setChecking(false)} />}
    </section>
  )
}
