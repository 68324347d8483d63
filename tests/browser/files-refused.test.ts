import { expect, test } from 'bun:test'
import type { Page } from 'playwright-core'
import { painted } from '../harness/painted'
import { fileTalk, pick, shownIn } from './file-talk'

/** Chooses a picture of about so many million bytes. */
async function pickLarge(page: Page, name: string, megabytes: number): Promise<void> {
  const lines = Math.round((megabytes * 1_000_000) / 3 / 500)
  const buffer = Buffer.from(await painted(500, lines, { noisy: true }).arrayBuffer())
  await pick(page, [{ name, mimeType: 'image/png', buffer }])
  await page.getByRole('button', { name: `Remove ${name}` }).waitFor()
}

test('[MED-2] [D9] who has used up their space is told so and what to do, and the text goes out without the file', async () => {
  await using talk = await fileTalk({ settings: { 'uploads.quota_megabytes': 1 } })
  const { alice, heard } = talk
  const { page } = alice
  await pickLarge(page, 'large.png', 1.2)
  await alice.say('Too much')
  const alert = alice.log.getByRole('alert').filter({ hasText: 'Not sent. You have used up your space' })
  await alert.filter({ hasText: /Delete messages with files .* or ask whoever runs the server/ }).waitFor()
  await alice.log.getByRole('progressbar', { name: 'large.png was refused' }).waitFor()
  const again = page.waitForResponse((response) => response.status() === 507)
  await alice.log.getByRole('button', { name: 'Retry' }).click()
  await again
  await alert.waitFor()
  expect(await heard()).toEqual([])
  await alice.log.getByRole('button', { name: "Don't send large.png" }).click()
  await alice.isSent('Too much')
  await alice.isTold('Everything sent. Up to date.')
  expect(await alert.count()).toBe(0)
  expect(await heard()).toMatchObject([{ content: 'Too much', attachments: [] }])
})

test('[MED-2] [D35] a file for which the server has no room says so while it waits, and goes out once there is', async () => {
  await using talk = await fileTalk({ settings: { 'uploads.total_megabytes': 1 } })
  const { alice, api, heard, room } = talk
  const { page } = alice
  await pickLarge(page, 'first.png', 0.6)
  await alice.say('The first')
  await shownIn(alice).waitFor()
  await pickLarge(page, 'second.png', 0.6)
  await alice.say('The second')
  const alert = alice.log.getByRole('alert').filter({ hasText: 'Not sent yet. The server has no room left.' })
  await alert.filter({ hasText: 'Whoever runs it must make room.' }).waitFor()
  await alice.log.getByText('Waiting to be sent').waitFor({ state: 'attached' })
  const again = page.waitForResponse((response) => response.status() === 507)
  await alice.log.getByRole('button', { name: 'Retry' }).click()
  await again
  await alert.waitFor()
  const [first] = await heard()
  expect(first?.content).toBe('The first')

  await api.deleteMessage(room.id, first?.id ?? '')
  await alice.isSent('The second')
  await alice.isTold('Everything sent. Up to date.')
  expect(await alert.count()).toBe(0)
  expect((await heard())[0]).toMatchObject({
    content: 'The second',
    attachments: [{ name: 'second.png' }],
  })
})
