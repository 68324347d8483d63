import { type Message, message } from '#protocol/messages'
import { type RoomWithMembers, roomWithMembers } from '#protocol/rooms'
import type { Probe } from './probe-people'

export async function directRoom(opener: Probe, peer: Probe): Promise<RoomWithMembers> {
  const answer = await opener.post('/chat/rooms', { room_type: 'direct', member_ids: [peer.id] })
  return answer.read(roomWithMembers)
}

export async function groupRoom(owner: Probe, members: readonly Probe[] = []): Promise<RoomWithMembers> {
  const member_ids = members.map(({ id }) => id)
  const answer = await owner.post('/chat/rooms', { room_type: 'group', name: 'Kitchen', member_ids })
  return answer.read(roomWithMembers)
}

/** Writes over REST and returns what was stored. */
export async function write(
  writer: Probe,
  room: { id: string },
  content: string,
  more: { client_id?: string; reply_to?: string } = {},
): Promise<Message> {
  const answer = await writer.post(`/chat/rooms/${room.id}/messages`, { content, ...more })
  return answer.read(message)
}
