import type { Room } from '#protocol/rooms'
import { useIsCalling, useMayCall } from '../calls/use-may-call'
import { wanted } from '../calls/wanted'
import type { Command } from '../completion/commands'
import { areKeysListed } from '../keys/keys-listed'
import { useIsMuted } from '../notifications/use-is-muted'
import { roomDeeds } from '../rooms/room-deeds'
import { useClient } from '../shell/client-context'
import { useAction } from '../ui/use-action'
import { type RoomActions, roomCommands } from './room-commands'

/** The commands of a room, and why the last one was refused. */
export function useRoomCommands(room: Room, actions: RoomActions): [Command[], string | null] {
  const client = useClient()
  // What it is called depends on it.
  useIsMuted(room.id)
  const deeds = roomDeeds(client, room)
  const isCalling = useIsCalling()
  const peer = useMayCall(room) && !isCalling ? room.peer : null
  const [run, { problem }] = useAction((deed: () => Promise<void>) => deed())
  const commands = roomCommands(room, {
    ...deeds,
    ...actions,
    turnPin: () => void run(deeds.turnPin),
    turnArchive: () => void run(deeds.turnArchive),
    turnMute: () => void run(deeds.turnMute),
    listKeys: () => areKeysListed.set(true),
    call: peer && ((media) => wanted.set({ to: { roomId: room.id }, peer, media })),
  })
  return [commands, problem]
}
