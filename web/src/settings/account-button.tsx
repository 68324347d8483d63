import { m } from '#catalogue'
import { Face } from '../people/face'
import { useMe, useReadable } from '../shell/client-context'
import { onDemand } from '../ui/on-demand'
import { settingsState, showSettings } from './settings-state'

const SettingsDialog = onDemand(async () => (await import('./settings-dialog')).SettingsDialog)

/** One's own face; opens the settings. */
export function AccountButton() {
  const me = useMe()
  const state = useReadable(settingsState)
  return (
    <>
      <button
        type="button"
        aria-label={m.settings_title()}
        title={m.settings_title()}
        onClick={() => showSettings('open')}
        onPointerEnter={SettingsDialog.prefetch}
        onFocus={SettingsDialog.prefetch}
        className="grid size-10 place-items-center rounded-medium hover:bg-sheet pointer-coarse:size-11"
      >
        <Face id={me.id} name={me.username} size="small" />
      </button>
      {state !== 'closed' && <SettingsDialog onClose={() => showSettings('closed')} />}
    </>
  )
}
