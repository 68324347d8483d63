import { expect, test } from 'bun:test'
import { join, resolve } from 'node:path'
import { temporaryFolder } from '../harness/temporary-folder'

const main = resolve(import.meta.dir, '../../server/main.ts')

test("[ACC-12] where any free port will do, the owner's link leads to the one that was taken", async () => {
  const folder = temporaryFolder()
  const flags = [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--data',
    join(folder.path, 'data'),
    '--log-level',
    'error',
  ]
  await using child = Bun.spawn([process.execPath, main, ...flags], {
    stdout: 'pipe',
    env: { PATH: process.env.PATH ?? '' },
  })
  let said = ''
  for await (const bytes of child.stdout) {
    said += new TextDecoder().decode(bytes)
    if (said.includes('#owner=')) break
  }
  const address = /Natter is at (\S+)/.exec(said)?.[1] ?? ''

  expect(said).toContain(`\n${address}/#owner=`)
  expect(new URL(address).port).not.toBe('0')
  expect((await fetch(new URL('/api/v1/server', address))).status).toBe(200)

  child.kill()
  await child.exited
  folder.remove()
})
