import { m } from '#catalogue'
import { Button } from '../ui/button'
import { Entrance } from './entrance'
import { PasskeyButton } from './other-ways'

/** The second step, for somebody who wants a passkey to be asked for. */
export function ConfirmStep({ onBack }: { onBack: () => void }) {
  return (
    <Entrance title={m.sign_in_one_more_step()}>
      <div className="flex flex-col gap-4">
        <p>{m.sign_in_confirm_by_passkey()}</p>
        <PasskeyButton look="main" autoFocus />
        <Button look="quiet" onClick={onBack}>
          {m.ui_back()}
        </Button>
      </div>
    </Entrance>
  )
}
