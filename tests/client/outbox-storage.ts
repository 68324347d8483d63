import type { OutboxNews, OutboxStorage } from '#client/ports'
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
      const kept = (await opened.load(account)).entries.map(({ content }) => content)
      if (kept.join() !== contents.join()) flaws.push(`${what}: ${name} storage has [${kept}] for ${account}`)
    }
  }

  await expectKept('at first', 'alice', [])
  for (const id of ['c', 'a', 'b']) await storage.add('alice', line(id, id))
  await storage.add('bob', line('a', 'of bob'))
  await expectKept('entries keep the order of being put', 'alice', ['c', 'a', 'b'])
  await expectKept('accounts are kept apart', 'bob', ['of bob'])

  await storage.add('alice', line('c', 'changed'))
  await expectKept('a changed entry keeps its place', 'alice', ['changed', 'a', 'b'])
  await storage.remove('alice', 'a')
  await expectKept('a removed entry is gone', 'alice', ['changed', 'b'])
  await expectKept('the same client id of another account stays', 'bob', ['of bob'])
  await storage.remove('alice', 'never there')
  await Promise.all([
    storage.add('alice', line('d', 'd')),
    storage.add('alice', line('e', 'e')),
    storage.remove('alice', 'c'),
  ])
  await expectKept('changes made at once keep their order', 'alice', ['b', 'd', 'e'])

  const isThere = await storage.change('alice', line('b', 'changed'))
  await expectKept('what is changed keeps its place', 'alice', ['changed', 'd', 'e'])
  const isBack = await storage.change('alice', line('a', 'a'))
  await expectKept('what was removed is not brought back by a change', 'alice', ['changed', 'd', 'e'])
  if (!isThere || isBack) flaws.push(`a change found what is there: ${isThere}, what is not: ${isBack}`)
  await storage.change('alice', line('b', 'b'))

  const files = ['one', 'two'].map((key) => ({ ...file, key }))
  const bytes = new Map(files.map(({ key }) => [key, new Blob([key])]))
  await storage.add('alice', { ...line('f', 'f'), attachments: files }, bytes)
  await storage.change('alice', { ...line('f', 'f'), attachments: files.slice(1) })
  await storage.change('alice', { ...line('f', 'f'), attachments: files })
  const kept = (await open().load('alice')).entries.at(-1)?.attachments.map(({ key }) => key)
  if (kept?.join() !== 'two') flaws.push(`a file that was taken away came back: ${kept}`)
  const found = { one: await open().bytes('alice', 'one'), two: await open().bytes('alice', 'two') }
  if (found.one !== null || (await found.two?.text()) !== 'two') flaws.push('the wrong bytes are kept')
  if ((await open().bytes('bob', 'two')) !== null) flaws.push('bytes of another account were given out')
  await storage.remove('alice', 'f')
  if ((await open().bytes('alice', 'two')) !== null) flaws.push('the bytes of a removed entry are kept')

  await storage.add('carol', line('g', 'of carol'))
  await storage.add('carol', { ...line('h', 'h'), attachments: files }, bytes)
  await storage.clear('carol')
  await expectKept('what is cleared is gone', 'carol', [])
  await expectKept('clearing leaves other accounts alone', 'bob', ['of bob'])
  if ((await open().bytes('carol', 'two')) !== null) flaws.push('the bytes of a cleared account are kept')

  const [before, after] = [await storage.load('alice'), await open().load('alice')]
  if (before.storageId !== after.storageId) flaws.push('the storage took itself for another one')

  const [entry] = (await storage.load('bob')).entries
  const wanted = line('a', 'of bob')
  if (JSON.stringify(entry) !== JSON.stringify(wanted))
    flaws.push(`an entry came back as ${JSON.stringify(entry)}`)
  return flaws
}

/** What all who share an outbox may rely on. Returns what was found wrong. */
export async function checkCompany(open: () => OutboxStorage): Promise<string[]> {
  const flaws: string[] = []
  const heard: Record<string, string[]> = { alice: [], again: [], bob: [] }
  const listen = (name: string) => (news: OutboxNews) => void heard[name]?.push(news.type)
  const alice = open().join('alice', listen('alice'))
  const again = open().join('alice', listen('again'))
  const bob = open().join('bob', listen('bob'))

  alice.tell({ type: 'changed' })
  await until(() => heard.again?.join() === 'changed')
  if (heard.alice?.length || heard.bob?.length) flaws.push(`news went astray: ${JSON.stringify(heard)}`)

  const turns: string[] = []
  const turn = (name: string) => (isMine: boolean) => void turns.push(`${name} ${isMine ? 'on' : 'off'}`)
  const endFirst = alice.queue(turn('first'))
  await until(() => turns.length === 1)
  const endSecond = again.queue(turn('second'))
  const endOther = bob.queue(turn('bob'))
  await until(() => turns.length === 2)
  endFirst()
  await until(() => turns.length === 3)
  const endThird = alice.seize(turn('third'))
  await until(() => turns.length === 5)
  const wanted = ['first on', 'bob on', 'second on', 'second off', 'third on']
  if (turns.toSorted().join() !== wanted.toSorted().join()) flaws.push(`the turns were ${turns}`)

  for (const end of [endSecond, endThird, endOther]) end()
  const endLast = again.queue(turn('last'))
  await until(() => turns.at(-1) === 'last on')
  endLast()
  for (const one of [alice, again, bob]) one.leave()
  return flaws

  /** Some hear and come to their turn only later. What never comes is found by what is wrong then. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let times = 0; times < 12_000 && !isSo(); times++) await new Promise((go) => setTimeout(go, 5))
  }
}

export const file = {
  ...{ name: 'a.png', type: 'image/png', size: 3, alt: '', width: 4, height: 3 },
  ...{ poster_waits: false, upload_url: null, stored: null },
}

export function line(clientId: string, content: string): Pending {
  return {
    client_id: clientId,
    room_id: 'r1',
    content,
    reply_to: { id: '7', seq: 7, sender_id: 'eve', sender_username: 'eve', preview: 'lunch?', files: [] },
    attachments: [],
    written_at: '2026-01-01T00:00:00.000Z',
    status: 'failed',
    failure: { code: 'not_a_member', detail: 'You are not a member of this room.' },
    is_kept: true,
  }
}
