import { m } from '#catalogue'
import type { ChangePreferences } from '#protocol/preferences'
import { useClient, usePolicy, useReadable } from '../shell/client-context'
import { Problem } from '../ui/problem'
import { Switch } from '../ui/switch'
import { useChanges } from '../ui/use-changes'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'

/** What one lets others know. A change holds at once. */
export function Privacy() {
  const client = useClient()
  const chosen = useReadable(client.preferences)
  const areReceiptsAllowed = usePolicy()['receipts.read']
  const { problem } = useFetched('preferences', client.loadPreferences)
  const [change, changing] = useChanges((choice: ChangePreferences) => client.changePreferences(choice))

  return (
    <section aria-labelledby="privacy">
      <h3 id="privacy" className="mb-1.5 font-bold">
        {m.settings_privacy()}
      </h3>
      {chosen && (
        <div className="divide-y divide-line rounded-medium border border-line bg-sheet">
          {areReceiptsAllowed && (
            <Switch
              label={m.settings_read_receipts()}
              hint={m.settings_read_receipts_hint()}
              isOn={chosen.read_receipts}
              isBusy={changing.isBusy}
              onChange={(isOn) => change({ read_receipts: isOn })}
            />
          )}
          <Switch
            label={m.settings_last_seen()}
            hint={m.settings_last_seen_hint()}
            isOn={chosen.last_seen}
            isBusy={changing.isBusy}
            onChange={(isOn) => change({ last_seen: isOn })}
          />
        </div>
      )}
      {!chosen && problem === null && <Waiting text={m.ui_loading()} />}
      <Problem text={problem ?? changing.problem} />
    </section>
  )
}
