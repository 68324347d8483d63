import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import type { Command } from '../completion/commands'

/** What a button of this room does. */
export interface RoomActions {
  openDetails: () => void
  editLast: () => void
  replyToLast: () => void
  toggleFormatting: () => void
}

/** The commands of a room: what its buttons do for this person, and nothing else. */
export function roomCommands(room: Room, actions: RoomActions): Command[] {
  const isGroup = room.room_type === 'group'
  const mayChange = isGroup && room.my_role !== 'member'
  const { openDetails: run } = actions
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
  ]
}
