import type { OutboxStorage } from '#client/ports'
import type { Pending } from '#client/state/types'

/**
 * What every storage of an outbox must do. Returns what was found wrong, so that it can run where there is no
 * test runner, such as in a page.
 */
export async function checkOutboxStorage(open: () => OutboxStorage): Promise<string[]> {
  const flaws: string[] = []
  const storage = open()

  async function expectKept(what: string, account: string, contents: string[]) {
    for (const [name, opened] of Object.entries({ 'the same': storage, 'a new': open() })) {
      const kept = (await opened.load(account)).map(({ content }) => content)
      if (kept.join() !== contents.join()) flaws.push(`${what}: ${name} storage has [${kept}] for ${account}`)
    }
  }

  await expectKept('at first', 'alice', [])
  for (const id of ['c', 'a', 'b']) await storage.put('alice', line(id, id))
  await storage.put('bob', line('a', 'of bob'))
  await expectKept('entries keep the order of being put', 'alice', ['c', 'a', 'b'])
  await expectKept('accounts are kept apart', 'bob', ['of bob'])

  await storage.put('alice', line('c', 'changed'))
  await expectKept('a changed entry keeps its place', 'alice', ['changed', 'a', 'b'])
  await storage.remove('alice', 'a')
  await expectKept('a removed entry is gone', 'alice', ['changed', 'b'])
  await expectKept('the same client id of another account stays', 'bob', ['of bob'])
  await storage.remove('alice', 'never there')
  await Promise.all([
    storage.put('alice', line('d', 'd')),
    storage.put('alice', line('e', 'e')),
    storage.remove('alice', 'c'),
  ])
  await expectKept('changes made at once keep their order', 'alice', ['b', 'd', 'e'])

  const [entry] = await storage.load('bob')
  const wanted = line('a', 'of bob')
  if (JSON.stringify(entry) !== JSON.stringify(wanted))
    flaws.push(`an entry came back as ${JSON.stringify(entry)}`)
  return flaws
}

function line(clientId: string, content: string): Pending {
  return {
    client_id: clientId,
    room_id: 'r1',
    content,
    reply_to: { id: '7', seq: 7, sender_id: 'eve', sender_username: 'eve', preview: 'lunch?' },
    written_at: '2026-01-01T00:00:00.000Z',
    status: 'failed',
    failure: { code: 'not_a_member', detail: 'You are not a member of this room.' },
  }
}
