import { m } from '#catalogue'
import type { Room } from '#protocol/rooms'
import { RoomLevel } from '../notifications/room-level'
import { Face } from '../people/face'
import { roomName } from '../rooms/room-name'
import { Dialog } from '../ui/dialog'
import { Problem } from '../ui/problem'
import { Waiting } from '../ui/waiting'
import { AddPeople } from './add-people'
import { LeaveRoom } from './leave-room'
import { MemberList } from './member-list'
import { RoomDescription } from './room-description'
import { RoomRetention } from './room-retention'
import { useMembers } from './use-members'

/** What a group is and who is in it, with what one's own role may change. */
export function DetailsDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { members, problem } = useMembers(room)
  const mayManage = room.my_role !== 'member'

  return (
    <Dialog title={m.details_title()} place="side" onClose={onClose}>
      <div className="flex flex-col gap-6 py-1">
        <div className="flex flex-col items-center gap-2 text-center">
          <Face id={room.id} name={roomName(room)} shape="room" size="large" />
          <RoomDescription room={room} mayChange={mayManage} />
        </div>
        <RoomLevel roomId={room.id} />
        <RoomRetention room={room} mayChange={mayManage} />
        <section aria-labelledby="members">
          <h3 id="members" className="mb-1.5 font-bold">
            {m.details_people()}
          </h3>
          {members && <MemberList room={room} members={members} />}
          {!members && problem === null && <Waiting text={m.ui_loading()} />}
          <Problem text={problem} />
        </section>
        {mayManage && members && <AddPeople room={room} members={members} />}
        {members && <LeaveRoom room={room} isAlone={members.length === 1} />}
      </div>
    </Dialog>
  )
}
