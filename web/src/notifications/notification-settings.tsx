import { useState } from 'react'
import { m } from '#catalogue'
import type { ChangeNotifications } from '#protocol/notifications'
import { InstallHint } from '../offline/install-hint'
import { useClient, useReadable } from '../shell/client-context'
import { Problem } from '../ui/problem'
import { Switch } from '../ui/switch'
import { useChanges } from '../ui/use-changes'
import { useFetched } from '../ui/use-fetched'
import { Waiting } from '../ui/waiting'
import { DeviceList } from './device-list'
import { LevelField } from './level-field'
import { QuietHoursField } from './quiet-hours-field'
import { isSoundOn, playSound, switchSound } from './sound'
import { ThisDevice } from './this-device'

/** What one is rung for, and whether each device would. */
export function NotificationSettings() {
  const client = useClient()
  const choices = useReadable(client.notifications)
  const hasSound = useReadable(isSoundOn)
  /** How often this device was turned on or off meanwhile. */
  const [turns, setTurns] = useState(0)
  const { problem } = useFetched('notifications', client.loadNotifications)
  const [change, { isBusy, problem: changing }] = useChanges((choice: ChangeNotifications) =>
    client.changeNotifications(choice),
  )

  return (
    <section aria-labelledby="notifications" className="flex flex-col gap-3">
      <h3 id="notifications" className="-mb-1.5 font-bold">
        {m.notifications_title()}
      </h3>
      <ThisDevice choices={choices} onTurned={() => setTurns(turns + 1)} />
      {choices && (
        <>
          <LevelField
            label={m.notifications_level()}
            level={choices.level}
            isBusy={isBusy}
            onChange={(level) => change({ level })}
          />
          <div className="divide-y divide-line rounded-medium border border-line bg-sheet">
            <Switch
              label={m.notifications_shows_text()}
              hint={m.notifications_shows_text_hint()}
              isOn={choices.shows_text}
              isBusy={isBusy}
              onChange={(shows_text) => change({ shows_text })}
            />
            <Switch
              label={m.notifications_sound()}
              hint={m.notifications_sound_hint()}
              isOn={hasSound}
              isBusy={false}
              onChange={(isOn) => {
                switchSound(isOn)
                playSound()
              }}
            />
            <QuietHoursField
              quietHours={choices.quiet_hours}
              isBusy={isBusy}
              onChange={(quiet_hours) => change({ quiet_hours })}
            />
          </div>
        </>
      )}
      {!choices && problem === null && <Waiting text={m.ui_loading()} />}
      <Problem text={problem ?? changing} />
      <DeviceList turns={turns} />
      <InstallHint />
    </section>
  )
}
