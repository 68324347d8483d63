import { type ChangeNotifications, type Level, type Notifications, quietHours } from '#protocol/notifications'
import type { Account, App } from '../../context'
import {
  findChoices,
  type NotificationChoices,
  roomLevels,
  setChoices,
  setRoomLevel,
} from '../../store/notification-choices'
import { lockChosen } from '../../store/preferences'
import type { Reads, Transaction } from '../../store/store'
import { requireMember } from '../rooms/require-member'

/** What holds for who never chose. */
const usual: NotificationChoices = { level: 'all', quiet_hours: null, shows_text: 1 }

/** What somebody wants to be rung for. */
export async function notificationsOf(reads: Reads, accountId: string): Promise<Notifications> {
  const choices = (await findChoices(reads, accountId)) ?? usual
  return toNotifications(choices, await roomLevels(reads, accountId))
}

/**
 * Changes what somebody is rung for and tells their devices. Nobody else hears of it.
 * @returns all of it as it is then
 */
export async function changeNotifications(
  app: App,
  person: Account,
  change: ChangeNotifications,
): Promise<Notifications> {
  return app.store.transaction(async (tx) => {
    await lockChosen(tx, person.id)
    const before = await notificationsOf(tx, person.id)
    const now: Notifications = {
      level: change.level ?? before.level,
      quiet_hours: change.quiet_hours === undefined ? before.quiet_hours : change.quiet_hours,
      shows_text: change.shows_text ?? before.shows_text,
      rooms: before.rooms,
    }
    const [held, chosen] = [toChoices(before), toChoices(now)]
    const isSame =
      held.level === chosen.level &&
      held.quiet_hours === chosen.quiet_hours &&
      held.shows_text === chosen.shows_text
    if (isSame) return before
    await setChoices(tx, person.id, chosen)
    tellDevices(app, tx, person.id, now)
    return now
  })
}

/**
 * The same for one room.
 * @throws DomainError `not_a_member`
 */
export async function changeRoomNotifications(
  app: App,
  person: Account,
  roomId: string,
  level: Level | null,
): Promise<Notifications> {
  return app.store.transaction(async (tx) => {
    await lockChosen(tx, person.id)
    await requireMember(tx, roomId, person.id)
    const isChanged = await setRoomLevel(tx, { accountId: person.id, roomId }, level)
    const now = await notificationsOf(tx, person.id)
    if (isChanged) tellDevices(app, tx, person.id, now)
    return now
  })
}

function tellDevices(app: App, tx: Transaction, accountId: string, data: Notifications): void {
  tx.afterCommit(() => {
    app.bus.publish({ kind: 'account_frame', accountId, frame: { type: 'notifications', data } })
  })
}

function toNotifications(choices: NotificationChoices, rooms: Record<string, Level>): Notifications {
  return {
    level: choices.level,
    quiet_hours: choices.quiet_hours === null ? null : quietHours.parse(JSON.parse(choices.quiet_hours)),
    shows_text: choices.shows_text === 1,
    rooms,
  }
}

function toChoices({ level, quiet_hours, shows_text }: Notifications): NotificationChoices {
  return {
    level,
    quiet_hours: quiet_hours === null ? null : JSON.stringify(quiet_hours),
    shows_text: shows_text ? 1 : 0,
  }
}
