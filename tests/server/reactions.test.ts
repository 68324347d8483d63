import { describe, expect, test } from 'bun:test'
import { limits } from '#protocol/limits'
import { type Message, message, messagePage } from '#protocol/messages'
import { deleteAccount } from '#server/domain/accounts/delete'
import { lobbyOf, newGuest } from '../harness/guest'
import { type Probe, people } from '../harness/probe-people'
import { directRoom, groupRoom, write } from '../harness/probe-rooms'
import { type Answer, refusal } from '../harness/request'
import { engines, startServer } from '../harness/server'
import { serverForAll } from '../harness/server-for-all'

const thumb = '👍'
const heart = '❤️'

for (const engine of engines) {
  describe(engine, () => {
    const server = serverForAll({ engine, settings: { profile: 'team' } })

    const pathOf = ({ room_id, id }: Pick<Message, 'room_id' | 'id'>) =>
      `/chat/rooms/${room_id}/messages/${id}`
    const reactionPath = (target: Pick<Message, 'room_id' | 'id'>, emoji: string) =>
      `${pathOf(target)}/reactions/${encodeURIComponent(emoji)}`
    const react = (person: Pick<Probe, 'call'>, target: Message, emoji: string): Promise<Answer> =>
      person.call('PUT', reactionPath(target, emoji))
    const takeBack = (person: Probe, target: Message, emoji: string) =>
      person.delete(reactionPath(target, emoji))
    const as = ({ id, username }: Probe) => ({ id, username })

    async function history(person: Probe, { room_id }: Message): Promise<Message[]> {
      return (await person.get(`/chat/rooms/${room_id}/messages`)).read(messagePage).messages.toReversed()
    }

    test('[MSG-11] [D32] a reaction takes the next number and is heard by the room only, whole', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const text = await write(alice, await directRoom(alice, bob), 'Noodles?')
      await using aliceSocket = await alice.socket()
      await using bobSocket = await bob.socket()
      await using eveSocket = await eve.socket()

      const answer = await react(bob, text, heart)

      const reacted = answer.read(message.strict())
      expect(reacted).toEqual({
        ...text,
        changed_seq: 2,
        reactions: [{ emoji: heart, users: [as(bob)] }],
      })
      for (const socket of [aliceSocket, bobSocket]) {
        expect((await socket.next('message_changed')).data).toEqual(reacted)
      }
      expect(await history(alice, text)).toEqual([reacted])
      expect(await eveSocket.fence()).toEqual([])
      expect((await write(bob, { id: text.room_id }, 'Yes!')).seq).toBe(3)
    })

    test('[MSG-11] the same once more changes nothing, and each takes back only their own', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const text = await write(alice, await directRoom(alice, bob), 'Noodles?')
      await react(alice, text, thumb)
      await react(bob, text, heart)
      const third = (await react(bob, text, thumb)).read(message)
      expect(third.reactions).toEqual([
        { emoji: thumb, users: [as(alice), as(bob)] },
        { emoji: heart, users: [as(bob)] },
      ])

      expect((await react(bob, text, thumb)).read(message)).toEqual(third)
      expect((await takeBack(alice, text, heart)).read(message)).toEqual(third)

      const left = (await takeBack(alice, text, thumb)).read(message)
      expect(left).toEqual({
        ...third,
        changed_seq: third.changed_seq + 1,
        reactions: [
          { emoji: heart, users: [as(bob)] },
          { emoji: thumb, users: [as(bob)] },
        ],
      })
      expect(await history(bob, text)).toEqual([left])
    })

    test('[MSG-7] [D32] a device that was away learns of reactions by its number, each text once', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const text = await write(alice, await directRoom(alice, bob), 'Noodles?')
      const later = await write(alice, { id: text.room_id }, 'Or rice?')
      await react(bob, text, thumb)
      const last = (await react(alice, text, heart)).read(message)
      await using socket = await bob.socket()

      socket.say({ type: 'sync', data: { room_id: text.room_id, after: later.changed_seq } })

      expect((await socket.next('sync')).data).toMatchObject({ to: 4, head: 4, messages: [last] })
    })

    test('[MSG-11] an edit keeps what was said to a text, deleting takes it away for good', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const text = await write(alice, await directRoom(alice, bob), 'Noodels?')
      const { reactions } = (await react(bob, text, thumb)).read(message)
      const edited = (await alice.patch(pathOf(text), { content: 'Noodles?' })).read(message)
      expect(edited.reactions).toEqual(reactions)
      await using socket = await bob.socket()

      await alice.delete(pathOf(text))

      expect((await socket.next('message_changed')).data.reactions).toEqual([])
      expect((await history(bob, text))[0]?.reactions).toEqual([])
      refusal(await react(bob, text, thumb), 'conflict')
      const rows = server.app.store.db.selectFrom('reactions').where('message_id', '=', Number(text.id))
      expect(await rows.selectAll().execute()).toEqual([])
    })

    test('[I05] what is not one emoji in its full form is refused and changes nothing', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const text = await write(alice, await directRoom(alice, bob), 'Noodles?')
      for (const wrong of [
        'a',
        '1',
        '❤',
        '👍👍',
        '👍 ',
        ':+1:',
        '<b>',
        '👍'.repeat(200),
        '\u{1f3fb}\u200d',
      ]) {
        refusal(await react(bob, text, wrong), 'invalid')
      }
      expect(await history(bob, text)).toEqual([text])
      for (const right of ['👍🏽', '👩‍👩‍👧', '🇩🇪', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])
        expect((await react(bob, text, right)).status).toBe(200)
    })

    test('[I05] a text has at most 20 different emoji and 200 reactions, and old ones stay as they are', async () => {
      const crowd = await people(server, ...Array.from({ length: 11 }, (_, n) => `bob${n}`))
      const [alice, ...others] = crowd as [Probe, ...Probe[]]
      const text = await write(alice, await groupRoom(alice, others), 'Noodles?')
      const emoji = Array.from('😀😃😄😁😆😅😂🙂🙃😉😊😇🥰😍🤩😘😗😚😙😋')
      expect(emoji).toHaveLength(limits.reactions.emoji)

      for (const each of emoji) await react(alice, text, each)
      expect(refusal(await react(alice, text, '🍜'), 'invalid').detail).not.toBe('')
      await Promise.all(
        others.slice(0, 9).map(async (person) => {
          for (const each of emoji) await react(person, text, each)
        }),
      )
      const full = (await history(alice, text)).at(-1)
      expect(full?.reactions.flatMap(({ users }) => users)).toHaveLength(limits.reactions.all)
      refusal(await react(others[9] as Probe, text, '😀'), 'invalid')
      expect((await history(alice, text)).at(-1)).toEqual(full as Message)
      expect((await takeBack(alice, text, '😀')).status).toBe(200)
      expect((await react(others[9] as Probe, text, '😀')).status).toBe(200)
    })

    test('[H06] [D10] who is not in the room, no longer in it, or guesses, reacts to nothing', async () => {
      const [alice, bob, eve] = await people(server, 'alice', 'bob', 'eve')
      const room = await groupRoom(alice, [bob])
      const text = await write(alice, room, 'Noodles?')
      const [opening] = await history(alice, text)
      const kept = (await react(bob, text, thumb)).read(message)
      await alice.delete(`/chat/rooms/${room.id}/members/${bob.id}`)

      for (const person of [bob, eve]) {
        refusal(await react(person, text, heart), 'not_a_member')
        refusal(await takeBack(person, text, thumb), 'not_a_member')
      }
      refusal(await react(alice, opening as Message, thumb), 'forbidden')
      refusal(await react(alice, { ...text, id: '999999999' }, thumb), 'not_found')
      const elsewhere = await groupRoom(alice)
      refusal(await react(alice, { ...text, room_id: elsewhere.id }, thumb), 'not_found')
      expect((await history(alice, text)).find(({ id }) => id === text.id)).toEqual(kept)
    })

    test('[D29] where nobody can write any more nobody reacts, and what a deleted account said has no name', async () => {
      const [alice, bob] = await people(server, 'alice', 'bob')
      const text = await write(alice, await directRoom(alice, bob), 'Noodles?')
      await react(bob, text, thumb)
      await react(alice, text, heart)

      await server.app.store.transaction((tx) => deleteAccount(server.app, tx, bob.id))

      refusal(await react(alice, text, thumb), 'forbidden')
      const [left] = await history(alice, text)
      expect(left?.reactions[0]?.users).toEqual([{ id: bob.id, username: 'Deleted User' }])
      expect((await takeBack(alice, text, heart)).read(message).reactions).toHaveLength(1)
    })
  })
}

describe('a lobby', () => {
  const server = serverForAll({ settings: { profile: 'team', 'rooms.lobby': true, 'guests.lobby': true } })

  test('[L2] a guest reacts in the lobby and nowhere else', async () => {
    const [alice, bob] = await people(server, 'alice', 'bob')
    const guest = await newGuest(server)
    const lobby = await lobbyOf(guest)
    const text = await write(alice, lobby, 'Welcome!')
    const aside = await write(alice, await directRoom(alice, bob), 'Who is that?')
    const path = ({ room_id, id }: Message) =>
      `/chat/rooms/${room_id}/messages/${id}/reactions/${encodeURIComponent(thumb)}`

    const reacted = (await guest.call('PUT', path(text))).read(message)
    expect(reacted.reactions).toEqual([{ emoji: thumb, users: [{ id: guest.id, username: guest.username }] }])
    refusal(await guest.call('PUT', path(aside)), 'not_a_member')
    expect((await guest.call('DELETE', path(text))).read(message).reactions).toEqual([])
  })

  test('[L3] a guest who only reacted and whose session ran out leaves, and what they said stays', async () => {
    const [alice] = await people(server, 'alice')
    const [guest, silent] = [await newGuest(server), await newGuest(server)]
    const text = await write(alice, await lobbyOf(guest), 'Welcome!')
    const path = `/chat/rooms/${text.room_id}/messages/${text.id}`
    await guest.call('PUT', `${path}/reactions/${encodeURIComponent(thumb)}`)
    const ids = [guest.id, silent.id]
    const { db } = server.app.store
    await server.app.store.transaction(async (tx) => {
      await tx.db.deleteFrom('sessions').where('account_id', 'in', ids).execute()
      await tx.db.updateTable('accounts').set({ created_at: 0 }).where('id', 'in', ids).execute()
    })

    await newGuest(server)

    const left = await db.selectFrom('accounts').select('id').where('id', 'in', ids).execute()
    expect(left).toEqual([{ id: guest.id }])
    const page = (await alice.get(`/chat/rooms/${text.room_id}/messages`)).read(messagePage)
    expect(page.messages.find(({ id }) => id === text.id)?.reactions).toEqual([
      { emoji: thumb, users: [{ id: guest.id, username: guest.username }] },
    ])
  })
})

test('[D23] who reacts faster than one may write is refused with a time to come again, and others are not', async () => {
  await using server = await startServer({
    settings: { profile: 'team', 'limits.sends_per_second': 1, 'limits.sends_burst': 3 },
  })
  const [alice, bob] = await people(server, 'alice', 'bob')
  const text = await write(alice, await directRoom(alice, bob), 'Noodles?')
  const path = `/chat/rooms/${text.room_id}/messages/${text.id}/reactions/${encodeURIComponent(thumb)}`

  const answers = await Promise.all(Array.from({ length: 30 }, () => bob.call('PUT', path)))

  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.length).toBeGreaterThan(0)
  for (const answer of refused) {
    refusal(answer, 'rate_limited')
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect((await alice.call('PUT', path)).status).toBe(200)
})
