import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { openSettings } from '../harness/settings'
import { fillDisk, stallDisk } from './disks'
import { fileTalk, pick, pictures, shownIn } from './file-talk'

const tray = (page: Page) => page.getByRole('list', { name: 'To be sent' })
const removal = (page: Page, name: string) => page.getByRole('button', { name: `Remove ${name}` })

test('[G10] chosen files and their descriptions survive a reload, and are sent once', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  await pick(page, await pictures('one.png', 'two.png'))
  await pick(page, await pictures('three.png'))
  await removal(page, 'three.png').waitFor()
  await page.getByRole('button', { name: 'Add description: one.png' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Boats in the harbour')
  await page.getByRole('button', { name: 'Keep' }).click()
  await removal(page, 'two.png').click()
  await untilKept(page, ['one.png', 'three.png'], 'Boats in the harbour')

  await page.reload()
  await removal(page, 'three.png').waitFor()
  await tray(page).getByRole('img', { name: 'Boats in the harbour' }).waitFor()
  expect(await tray(page).getByRole('listitem').count()).toBe(2)
  await alice.say('After the reload')
  await shownIn(alice).nth(1).waitFor()
  await untilKept(page, [])
  await page.reload()
  await shownIn(alice).nth(1).waitFor()
  await alice.field.waitFor()
  expect(await tray(page).count()).toBe(0)
  const messages = await heard()
  expect(messages).toHaveLength(1)
  expect(messages[0]?.attachments).toMatchObject([
    { name: 'one.png', alt: 'Boats in the harbour' },
    { name: 'three.png', alt: '' },
  ])
})

test('[G10] chosen files are there in a second tab, and go from it when they are sent in the first', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  await pick(alice.page, await pictures('one.png'))
  await untilKept(alice.page, ['one.png'])
  await using other = await alice.newTab(alice.page.url())
  await removal(other.page, 'one.png').waitFor()
  await alice.page.bringToFront()
  await alice.say('Sent in the first tab')
  await tray(other.page).waitFor({ state: 'detached' })
  await shownIn(other).waitFor()
  expect(await heard()).toHaveLength(1)
})

test('[G10] signing out forgets what was chosen, in every tab, and nobody else finds it there', async () => {
  await using talk = await fileTalk()
  const { alice } = talk
  const { page } = alice
  await alice.say('Hello')
  await alice.isSent('Hello')
  await pick(page, await pictures('private.png'))
  await untilKept(page, ['private.png'])
  await using other = await alice.newTab(page.url())
  await removal(other.page, 'private.png').waitFor()

  await page.bringToFront()
  await openSettings(page)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByLabel('Username or e-mail').waitFor()
  await other.page.getByLabel('Username or e-mail').waitFor()
  await untilKept(page, [])
  await other.page.bringToFront()
  await other.signIn('bob')
  await other.openRoom('alice')
  await other.field.waitFor()
  await pick(other.page, await pictures('own.png'))
  await removal(other.page, 'own.png').waitFor()
  expect(await tray(other.page).getByRole('listitem').count()).toBe(1)
})

test('[G10] [UI-2] who leaves in the moment of sending files finds them in the field again, with what they wrote', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  await pick(page, await pictures('one.png'))
  await untilKept(page, ['one.png'])
  await page.evaluate(stallDisk)
  await alice.say('Look at this')
  await alice.sees('Look at this')
  expect(await alice.field.inputValue()).toBe('')

  await page.reload()
  await removal(page, 'one.png').waitFor()
  expect(await alice.field.inputValue()).toBe('Look at this')
  expect(await heard()).toEqual([])
  await alice.field.press('Enter')
  await alice.isSent('Look at this')
  expect(await alice.field.inputValue()).toBe('')
  await page.reload()
  await alice.sees('Look at this')
  await alice.field.waitFor()
  expect(await alice.field.inputValue()).toBe('')
  expect(await heard()).toHaveLength(1)
})

test('[G10] files the device has no space to keep stay in the page, which says so', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  await page.addInitScript(fillDisk)
  await page.reload()
  await alice.field.waitFor()
  await pick(page, await pictures('one.png'))
  await removal(page, 'one.png').waitFor()
  await page.getByText('Not kept on this device. Leave this page open until this is sent.').waitFor()
  await alice.say('Straight from memory')
  await shownIn(alice).waitFor()
  expect(await heard()).toMatchObject([
    { content: 'Straight from memory', attachments: [{ name: 'one.png' }] },
  ])
})

/** Resolves once this browser keeps these chosen files and no others, with this description. */
async function untilKept(page: Page, names: readonly string[], alt = ''): Promise<void> {
  await page.waitForFunction(
    async ([wanted, words]) => {
      const done = <Result>(request: IDBRequest<Result>) =>
        new Promise<Result>((resolve) => {
          request.onsuccess = () => resolve(request.result)
        })
      const all = await indexedDB.databases()
      if (!all.some(({ name }) => name === 'natter chosen')) return wanted === ''
      const database = await done(indexedDB.open('natter chosen'))
      database.onversionchange = () => database.close()
      const transaction = database.transaction([...database.objectStoreNames])
      const files: File[] = await done(transaction.objectStore('files').getAll())
      const rows: { alt: string }[] = await done(transaction.objectStore('chosen').getAll())
      database.close()
      const kept = files.map(({ name }) => name).toSorted()
      return (
        kept.join() === wanted && rows.some((row) => words === '' || row.alt === words) === rows.length > 0
      )
    },
    [names.toSorted().join(), alt] as const,
  )
}
