import { m } from '#catalogue'
import type { KeyId } from './table'

/** What each key does, for people. */
export const keySentences: Record<KeyId, () => string> = {
  switch: m.rooms_key_switch,
  search: m.rooms_key_search,
  next_region: m.rooms_key_next_region,
  previous_region: m.rooms_key_previous_region,
  list_keys: m.rooms_key_list,
  list_keys_not_writing: m.rooms_key_list_not_writing,
  leave: m.rooms_key_leave,
  previous_room: m.rooms_key_previous_room,
  next_room: m.rooms_key_next_room,
  previous_unread: m.rooms_key_previous_unread,
  next_unread: m.rooms_key_next_unread,
  room_menu: m.rooms_key_menu,
  older_message: m.rooms_key_older_message,
  newer_message: m.rooms_key_newer_message,
  newest_message: m.rooms_key_newest_message,
  message_menu: m.rooms_key_message_menu,
  send: m.rooms_key_send,
  break_line: m.rooms_key_break_line,
  edit_last: m.rooms_key_edit_last,
  reply_last: m.rooms_key_reply_last,
  bold: m.rooms_key_bold,
  italic: m.rooms_key_italic,
  strike: m.rooms_key_strike,
  code: m.rooms_key_code,
  mute: m.calls_mute,
  camera: m.calls_camera,
  share_screen: m.calls_share_screen,
  hang_up: m.calls_hang_up,
}
