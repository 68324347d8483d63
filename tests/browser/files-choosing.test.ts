import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { problemsOf } from '../harness/axe'
import { eventually } from '../harness/eventually'
import { isFocused } from '../harness/focus'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'
import { type Chosen, fileTalk, pick, pictures, shownIn } from './file-talk'

/** Hands files to the page as the clipboard or a drag does. */
function give(page: Page, how: 'paste' | 'dragover' | 'drop', files: Chosen[]): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    bytes: buffer.toString('base64'),
  }))
  return page.evaluate(
    ([kind, all]) => {
      const data = new DataTransfer()
      for (const { name, mimeType, bytes } of all) {
        const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
        data.items.add(new File([content], name, { type: mimeType }))
      }
      const common = { bubbles: true, cancelable: true }
      const shown = kind === 'paste' ? 'textarea' : '[data-drop-target]'
      const target = document.querySelector(shown) ?? document.body
      target.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent(kind, { ...common, clipboardData: data })
          : new DragEvent(kind, { ...common, dataTransfer: data }),
      )
    },
    [how, given] as const,
  )
}

const tray = (page: Page) => page.getByRole('list', { name: 'To be sent' })

test('[MED-1] pictures are chosen, described, taken out and sent, and the description is read out', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  const { page } = alice
  await pick(page, await pictures('harbour.png', 'blurred.png'))
  await tray(page).getByRole('listitem').nth(1).waitFor()
  await page.getByRole('button', { name: 'Remove blurred.png' }).click()
  await page.getByRole('button', { name: 'Add description: harbour.png' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Boats in the harbour')
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Keep' }).click()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Send', exact: true }).click()

  await alice.log.getByRole('img', { name: 'Boats in the harbour' }).waitFor()
  await alice.log.getByRole('article', { name: /Picture: Boats in the harbour/ }).waitFor()
  await page.getByRole('link', { name: /bob.*Picture/ }).waitFor()
  await eventually(async () => expect(await tray(page).count()).toBe(0))
  await eventually(async () =>
    expect(await heard()).toMatchObject([
      { attachments: [{ name: 'harbour.png', alt: 'Boats in the harbour' }] },
    ]),
  )
})

test('[MED-1] pictures are pasted, and a text with a picture of itself stays a text', async () => {
  await using talk = await fileTalk()
  const { alice, heard } = talk
  await give(alice.page, 'paste', await pictures('pasted.png'))
  await alice.page.getByRole('button', { name: 'Remove pasted.png' }).waitFor()
  await alice.say('From the clipboard')
  await shownIn(alice).waitFor()
  await alice.log.getByRole('article', { name: /Picture without description.*From the clipboard/ }).waitFor()
  expect(await heard()).toMatchObject([
    { content: 'From the clipboard', attachments: [{ name: 'pasted.png' }] },
  ])
})

test('[MED-1] pictures are dropped on the conversation, which shows where', async () => {
  await using talk = await fileTalk()
  const { page } = talk.alice
  const dropped = await pictures('one.png', 'two.png')
  await eventually(async () => {
    await give(page, 'dragover', dropped)
    expect(await page.getByText('Drop to add').isVisible()).toBe(true)
  })
  await give(page, 'drop', dropped)
  await page.getByText('Drop to add').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Remove two.png' }).waitFor()
  await eventually(async () => expect(await tray(page).getByRole('listitem').count()).toBe(2))
})

test('[MED-2] what cannot be sent is refused with a sentence before any of it is', async () => {
  await using talk = await fileTalk({ settings: { 'uploads.most_megabytes': 1 } })
  const { page } = talk.alice
  const uploads: string[] = []
  page.on('request', (request) => request.url().includes('/api/v1/files') && uploads.push(request.url()))
  const [small] = await pictures('small.png')
  if (!small) throw new Error('There is no picture.')
  await pick(page, [
    { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') },
    { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.from('film') },
    { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('picture') },
    { name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(1_048_577) },
    small,
  ])
  const alert = page.getByRole('alert').filter({ hasText: 'notes.pdf' })
  await alert.waitFor()
  expect(await alert.textContent()).toContain("film.mov can't be sent here: it is a QuickTime video")
  expect(await alert.textContent()).toContain('Turn it into an MP4')
  expect(await alert.textContent()).toContain("IMG_1.HEIC can't be sent here: it is a HEIC picture")
  expect(await alert.textContent()).toContain('huge.png is too large. At most 1 MB can be sent.')
  await page.getByRole('button', { name: 'Remove small.png' }).waitFor()
  await eventually(async () => expect(await tray(page).getByRole('listitem').count()).toBe(1))

  await pick(page, await pictures(...Array.from({ length: 12 }, (_, at) => `p${at}.png`)))
  await page.getByRole('alert').filter({ hasText: 'at most 10 files' }).waitFor()
  await page.getByRole('button', { name: 'Remove p8.png' }).waitFor()
  await eventually(async () => expect(await tray(page).getByRole('listitem').count()).toBe(10))
  expect(uploads).toEqual([])
})

test('[MED-1] where nothing may be uploaded nothing offers it', async () => {
  await using server = await startServer({ settings: { uploads: false } })
  await using alice = await visit(server.url)
  await using bob = await visit(server.url)
  await bob.register('bob')
  await alice.register('alice')
  await alice.talkTo('bob')
  await alice.field.waitFor()
  expect(await alice.page.getByRole('button', { name: 'Add pictures or files' }).count()).toBe(0)
  expect(await alice.page.locator('input[type=file]').count()).toBe(0)
})

test('[MED-2] who has chosen a file with the pointer, or taken one out, writes on', async () => {
  await using talk = await fileTalk()
  const { page, field } = talk.alice
  const opened = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add pictures or files' }).click()
  await (await opened).setFiles(await pictures('one.png', 'two.png'))
  await page.getByRole('button', { name: 'Remove two.png' }).waitFor()
  await isFocused(field)
  await page.keyboard.type('Look')
  await page.getByRole('button', { name: 'Remove two.png' }).click()
  await isFocused(field)
  await page.keyboard.type(' here')
  expect(await field.inputValue()).toBe('Look here')
})

test('[MED-2] a picture that the browser cannot show is shown by its name, before it is sent and when it is refused', async () => {
  await using talk = await fileTalk()
  const { page, log } = talk.alice
  await pick(page, [{ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }])
  await tray(page).getByText('broken.png').waitFor()
  expect(await tray(page).getByRole('img').count()).toBe(0)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await log.getByRole('progressbar', { name: 'broken.png was refused' }).waitFor()
  await log.getByText('broken.png', { exact: true }).waitFor()
  expect(await log.getByRole('img', { name: 'broken.png' }).count()).toBe(0)
})
