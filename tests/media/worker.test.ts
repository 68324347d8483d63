import { expect, test } from 'bun:test'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startInspecting } from '../harness/inspecting'
import { madeJpeg, madePng, pngChunk } from '../harness/made-pictures'
import { comesAbout } from '../harness/patience'
import { childrenOf, stateOf } from '../harness/process-figures'
import { temporaryFolder } from '../harness/temporary-folder'

const worker = join(import.meta.dir, '../../server/media/worker.ts')
const deadly = join(import.meta.dir, 'fail-points/deadly-pictures.ts')
const command = [process.execPath, '--preload', deadly, worker]
const good = madePng(40, 20)

function asking(what: string): Buffer {
  return madePng(40, 20, [pngChunk('tEXt', Buffer.from(`please ${what}`))])
}

test('[J06] the worker may die of a picture: that one is refused, those around it are not, nothing is left', async () => {
  const deaths: string[] = []
  await using files = startInspecting({ command, onDeath: (sentence) => deaths.push(sentence) })
  const ends = await Promise.allSettled([good, asking('die'), good, asking('die'), good].map(files.inspect))
  expect(ends.map((end) => (end.status === 'rejected' ? end.reason.code : 'taken'))).toEqual([
    'taken',
    'invalid_file',
    'taken',
    'invalid_file',
    'taken',
  ])
  expect(deaths).toEqual(Array.from({ length: 2 }, () => 'The worker for pictures died of a file (SIGSEGV).'))
  expect(files.left().length).toBe(3)
})

test('[J06] a picture over which the worker hangs is refused, and the next one is looked at', async () => {
  await using files = startInspecting({ command, timeLimitMs: 5_000 })
  expect((await files.refusal(asking('hang'))).code).toBe('invalid_file')
  expect(await files.inspect(good)).toMatchObject({ width: 40 })
})

test('[J04] a picture that needs too much memory is refused, and the next one is looked at', async () => {
  const deaths: string[] = []
  await using files = startInspecting({ command, onDeath: (sentence) => deaths.push(sentence) })
  expect((await files.refusal(asking('swell'))).code).toBe('invalid_file')
  expect(deaths).toEqual(['The worker for pictures died of a file (1).'])
  expect(await files.inspect(good)).toMatchObject({ width: 40 })
})

test('[J06] no more than 64 files wait; a stop refuses those that do', async () => {
  const files = startInspecting({ command })
  const asked = [asking('hang'), ...Array.from({ length: 69 }, () => good)].map((content) =>
    files.inspect(content),
  )
  const ends = Promise.allSettled(asked)
  await Promise.race(asked.slice(64)).catch(() => {})
  await files[Symbol.asyncDispose]()
  const codes = (await ends).map((end) => (end.status === 'rejected' ? end.reason.code : 'taken'))
  expect(new Set(codes)).toEqual(new Set(['unavailable']))
})

test('a worker that does not start is no fault of the file', async () => {
  await using files = startInspecting({
    command: [process.execPath, join(import.meta.dir, 'nothing-here.ts')],
  })
  await expect(files.refusal(good)).rejects.toThrow('The worker for pictures did not start')
})

test('a disk that takes nothing is no fault of the file', async () => {
  await using files = startInspecting({ temporaryFolder: join(import.meta.dir, 'nowhere') })
  await expect(files.refusal(good)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('[J06] the worker ends with a server that is killed, and knows no secret of it', async () => {
  const folder = temporaryFolder()
  const path = join(folder.path, 'picture')
  writeFileSync(path, good)
  const program = join(import.meta.dir, 'fail-points/look-and-wait.ts')
  const server = Bun.spawn([process.execPath, program, path, folder.path], {
    env: { PATH: process.env.PATH, NATTER_SECRET: 'tell nobody' },
    stdout: 'pipe',
  })
  await server.stdout.getReader().read()
  const [pid = 0] = childrenOf(server.pid)
  expect(pid).toBeGreaterThan(0)
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('tell nobody')
  server.kill('SIGKILL')
  await comesAbout('the worker has ended', () => stateOf(pid) === null)
  folder.remove()
})

test('[G27] whoever looks at files gives way to those who talk, with every thread', async () => {
  await using files = startInspecting()
  await files.inspect(await madeJpeg(2000, 1500))
  const [worker = 0] = childrenOf(process.pid)
  const nice = readdirSync(`/proc/${worker}/task`).map((thread) => niceOf(`/proc/${worker}/task/${thread}`))
  expect(nice.length).toBeGreaterThan(1)
  expect(new Set(nice)).toEqual(new Set([10]))
})

function niceOf(task: string): number {
  return Number(readFileSync(`${task}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[16])
}
