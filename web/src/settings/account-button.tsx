import { useState } from 'react'
import { m } from '#catalogue'
import { Face } from '../people/face'
import { useMe } from '../shell/client-context'
import { returned } from '../shell/returned'
import { onDemand } from '../ui/on-demand'
import { isReopening } from './reopening'

const SettingsDialog = onDemand(async () => (await import('./settings-dialog')).SettingsDialog)

/** One's own face; opens the settings. */
export function AccountButton() {
  const me = useMe()
  const [isOpen, setOpen] = useState(returned.settings !== null || isReopening.get())
  return (
    <>
      <button
        type="button"
        aria-label={m.settings_title()}
        title={m.settings_title()}
        onClick={() => setOpen(true)}
        onPointerEnter={SettingsDialog.prefetch}
        onFocus={SettingsDialog.prefetch}
        className="grid size-10 place-items-center rounded-medium hover:bg-sheet pointer-coarse:size-11"
      >
        <Face id={me.id} name={me.username} size="small" />
      </button>
      {isOpen && <SettingsDialog onClose={() => setOpen(false)} />}
    </>
  )
}
