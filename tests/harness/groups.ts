import type { Person } from './people'

/** Opens groups of all these people, with their logs open on everybody's client. Returns the room ids. */
export async function openGroups(people: readonly Person[], count: number): Promise<string[]> {
  const [owner, ...others] = people
  const member_ids = others.map(({ id }) => id)
  const roomIds: string[] = []
  for (let n = 0; n < count; n++) {
    const name = `Room ${n}`
    const room = await owner?.client.createRoom({ room_type: 'group', name, description: '', member_ids })
    if (room) roomIds.push(room.id)
  }
  await Promise.all(people.flatMap(({ client }) => roomIds.map((roomId) => client.openLog(roomId))))
  return roomIds
}
