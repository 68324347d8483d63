import { m } from '#catalogue'
import type { CallMedia } from '#protocol/calls'
import type { Room } from '#protocol/rooms'
import type { Command } from '../completion/commands'

/** What a button of this room does. */
export interface RoomActions {
  openDetails: () => void
  editLast: () => void
  replyToLast: () => void
  toggleFormatting: () => void
}

/** What the menu of the room list does to this room, the list of keys, and calls. */
export interface ListActions {
  isQuiet: boolean
  isPinned: boolean
  isAway: boolean
  search: () => void
  turnMute: () => void
  turnPin: () => void
  turnArchive: () => void
  listKeys: () => void
  /** Calls the other one of a direct room; null where that cannot be. */
  call: ((media: CallMedia) => void) | null
}

/** The commands of a room: what its buttons do for this person, and nothing else. */
export function roomCommands(room: Room, actions: RoomActions & ListActions): Command[] {
  const isGroup = room.room_type === 'group'
  const mayChange = isGroup && room.my_role !== 'member'
  const { openDetails: run, call } = actions
  return [
    { name: m.composer_command_details(), description: m.composer_command_details_does(), run },
    ...(mayChange
      ? [
          { name: m.composer_command_add(), description: m.composer_command_add_does(), run },
          { name: m.composer_command_describe(), description: m.composer_command_describe_does(), run },
        ]
      : []),
    ...(isGroup
      ? [{ name: m.composer_command_leave(), description: m.composer_command_leave_does(), run }]
      : []),
    ...(call
      ? [
          {
            name: m.composer_command_call(),
            description: m.composer_command_call_does(),
            run: () => call('audio'),
          },
          {
            name: m.composer_command_video(),
            description: m.composer_command_video_does(),
            run: () => call('video'),
          },
        ]
      : []),
    {
      name: m.composer_command_reply(),
      description: m.composer_command_reply_does(),
      run: actions.replyToLast,
    },
    { name: m.composer_command_edit(), description: m.composer_command_edit_does(), run: actions.editLast },
    {
      name: m.composer_command_format(),
      description: m.composer_command_format_does(),
      run: actions.toggleFormatting,
    },
    {
      name: m.composer_command_search(),
      description: m.composer_command_search_does(),
      run: actions.search,
    },
    actions.isQuiet
      ? {
          name: m.composer_command_unmute(),
          description: m.composer_command_unmute_does(),
          run: actions.turnMute,
        }
      : {
          name: m.composer_command_mute(),
          description: m.composer_command_mute_does(),
          run: actions.turnMute,
        },
    actions.isPinned
      ? {
          name: m.composer_command_unpin(),
          description: m.composer_command_unpin_does(),
          run: actions.turnPin,
        }
      : { name: m.composer_command_pin(), description: m.composer_command_pin_does(), run: actions.turnPin },
    actions.isAway
      ? {
          name: m.composer_command_unarchive(),
          description: m.composer_command_unarchive_does(),
          run: actions.turnArchive,
        }
      : {
          name: m.composer_command_archive(),
          description: m.composer_command_archive_does(),
          run: actions.turnArchive,
        },
    { name: m.composer_command_help(), description: m.composer_command_help_does(), run: actions.listKeys },
  ]
}
