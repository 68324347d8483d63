import { m } from '#catalogue'
import { readCallContent } from '#protocol/calls'
import type { Message } from '#protocol/messages'
import type { NameOf } from '../people/person'
import { durationText } from '../ui/duration-text'
import { daysText } from '../ui/number'

/** Says what happened to a room, as seen by `meId`. */
export function noticeText(message: Message, meId: string, nameOf: NameOf): string {
  const { sender_id: id, sender_username: username, content, subject } = message
  const isMine = id === meId
  const who = nameOf({ id, username })
  const whom = subject ? nameOf(subject) : m.message_notice_somebody()
  const isAboutMe = subject?.id === meId
  switch (message.message_type) {
    case 'room_created':
      return isMine ? m.message_notice_you_started() : m.message_notice_started({ who })
    case 'room_renamed':
      return isMine
        ? m.message_notice_you_named({ name: content })
        : m.message_notice_named({ who, name: content })
    case 'room_described':
      return describedText(content, isMine ? null : who)
    case 'room_retention':
      return retentionText(content, isMine ? null : who)
    case 'member_added':
      if (isMine) return m.message_notice_you_added({ whom })
      return isAboutMe ? m.message_notice_added_you({ who }) : m.message_notice_added({ who, whom })
    case 'member_removed':
      if (isMine) return m.message_notice_you_removed({ whom })
      return isAboutMe ? m.message_notice_removed_you({ who }) : m.message_notice_removed({ who, whom })
    case 'member_left':
      return isMine ? m.message_notice_you_left() : m.message_notice_left({ who })
    case 'role_changed':
      if (isMine) return m.message_notice_you_gave_role({ whom, role: content })
      return isAboutMe
        ? m.message_notice_gave_you_role({ who, role: content })
        : m.message_notice_gave_role({ who, whom, role: content })
    case 'account_deleted':
      return m.message_notice_account_deleted()
    case 'call_missed':
    case 'call_ended':
      return callText(message, isMine ? null : who)
    case 'text':
      return content
  }
}

function describedText(text: string, who: string | null): string {
  if (text === '') {
    return who === null ? m.message_notice_you_undescribed() : m.message_notice_undescribed({ who })
  }
  return who === null ? m.message_notice_you_described({ text }) : m.message_notice_described({ who, text })
}

/** For how many days the room keeps its messages from now on, with who said so unless it was oneself. */
function retentionText(days: string, who: string | null): string {
  if (days === '') {
    return who === null ? m.message_notice_you_unlimited() : m.message_notice_unlimited({ who })
  }
  const time = daysText(Number(days))
  return who === null ? m.message_notice_you_limited({ time }) : m.message_notice_limited({ who, time })
}

/** How a call ended, with who called unless it was oneself. */
function callText({ message_type, content }: Message, who: string | null): string {
  const { media, seconds } = readCallContent(content)
  const isVideo = media === 'video'
  if (seconds !== null) {
    const time = durationText(seconds * 1000)
    return isVideo ? m.message_notice_video_call({ time }) : m.message_notice_call({ time })
  }
  if (message_type === 'call_ended') {
    return who === null ? m.message_notice_declined_call() : m.message_notice_you_declined_call({ who })
  }
  if (who === null) {
    return isVideo ? m.message_notice_unanswered_video_call() : m.message_notice_unanswered_call()
  }
  return isVideo ? m.message_notice_missed_video_call({ who }) : m.message_notice_missed_call({ who })
}
