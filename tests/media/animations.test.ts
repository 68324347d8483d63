import { afterAll, expect, test } from 'bun:test'
import { readGif } from '#server/media/gif/blocks'
import { startInspecting, storedOf } from '../harness/inspecting'
import { gifComment, madeGif } from '../harness/made-gif'

const files = startInspecting()
afterAll(() => files[Symbol.asyncDispose]())

test('[G25] a GIF keeps all its frames, their times and how often it is shown', async () => {
  const content = madeGif({ width: 400, height: 200, frames: 12 })
  const found = await files.inspect(content)
  expect(found).toMatchObject({ kind: 'animation', type: 'image/gif', width: 400, height: 200 })
  expect(found.previews.map(({ width }) => width)).toEqual([320])
  expect(found.placeholder).toStartWith('data:image/png;base64,')
  const [given, stored] = [readGif(content), readGif(storedOf(found))]
  expect(stored).toEqual(given)
  expect(stored.frames.length).toBe(12)
  expect(stored.repeats).toBe(0)
})

test('[G25] a GIF of one frame stands still', async () => {
  expect(await files.inspect(madeGif({ width: 40, height: 20, frames: 1 }))).toMatchObject({
    kind: 'picture',
  })
})

test('[J02] what somebody hides in a GIF or puts behind it is not kept', async () => {
  const payload = '*/=1;alert(document.cookie)//'
  const unknown = Buffer.concat([
    Buffer.of(0x21, 0xff, 11),
    Buffer.from('XMP DataXMP'),
    Buffer.of(payload.length),
  ])
  const blocks = [gifComment(payload), Buffer.concat([unknown, Buffer.from(payload), Buffer.of(0)])]
  const content = madeGif({ width: 0x2f, height: 0x2a, frames: 2, blocks, behind: Buffer.from(payload) })
  expect(content.toString('latin1').split(payload).length - 1).toBe(3)
  expect(storedOf(await files.inspect(content)).includes('alert')).toBeFalse()
})

test('[J02] what follows the last pixel of a frame is not kept', async () => {
  const content = madeGif({ width: 8, height: 8, frames: 1 })
  const payload = Buffer.from('<script>alert(1)</script>')
  const behindPixels = Buffer.concat([Buffer.of(payload.length), payload])
  const hiding = Buffer.concat([content.subarray(0, -2), behindPixels, content.subarray(-2)])
  expect(storedOf(await files.inspect(hiding)).includes('<script>')).toBeFalse()
})

test('[J03] a GIF of which a part is missing, or whose frame reaches beyond it, is refused', async () => {
  const content = madeGif({ width: 40, height: 20, frames: 3 })
  expect((await files.refusal(content.subarray(0, -1))).code).toBe('invalid_file')
  expect((await files.refusal(content.subarray(0, content.length - 1500))).code).toBe('invalid_file')
  const narrow = Buffer.from(content)
  narrow.writeUInt16LE(39, 6)
  expect((await files.refusal(narrow)).code).not.toBe('taken')
})

test('[J06] every frame is decoded: one with a code that makes no sense is refused, the last one too', async () => {
  const content = madeGif({ width: 40, height: 20, frames: 3 })
  const last = content.lastIndexOf(Buffer.of(0x2c, 0, 0, 0, 0, 40, 0, 20, 0))
  const damaged = Buffer.from(content)
  damaged.fill(0xff, last + 14, last + 20)
  expect((await files.refusal(damaged)).code).toBe('invalid_file')
})
