import { isToBeRead, type Message } from './messages'
import type { Level, QuietHours } from './notifications'
import type { RoomType } from './rooms'

/** Whether a moment is within quiet hours, by the clock of the person's own time zone. */
export function isQuiet({ from, to, time_zone }: QuietHours, at: Date): boolean {
  const minute = minuteOfDay(at, time_zone)
  return from <= to ? from <= minute && minute < to : from <= minute || minute < to
}

/** Whether what somebody else wrote, or a call of theirs that was missed, is to be rung for. What is written to one person alone is meant for them. */
export function isRungFor(
  level: Level,
  roomType: RoomType,
  message: Pick<Message, 'message_type' | 'deleted_at' | 'mentions'>,
  accountId: string,
): boolean {
  if (!isToBeRead(message) || level === 'none') return false
  if (level === 'all' || roomType === 'direct') return true
  return message.mentions.some(({ user_id }) => user_id === null || user_id === accountId)
}

function minuteOfDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: 'hour' | 'minute') => Number(parts.find((one) => one.type === type)?.value)
  return part('hour') * 60 + part('minute')
}
