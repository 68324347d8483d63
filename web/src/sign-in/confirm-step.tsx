import { Button } from '../ui/button'
import { Entrance } from './entrance'
import { PasskeyButton } from './other-ways'

/** The second step, for somebody who wants a passkey to be asked for. */
export function ConfirmStep({ onBack }: { onBack: () => void }) {
  return (
    <Entrance title="One more step">
      <div className="flex flex-col gap-4">
        <p>Confirm with your passkey that it is you.</p>
        <PasskeyButton look="main" autoFocus />
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
    </Entrance>
  )
}
