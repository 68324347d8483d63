import { afterAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { startInspecting, storedOf } from '../harness/inspecting'
import {
  jpegSegment,
  losslessWebp,
  madeJpeg,
  madePng,
  madeWebp,
  opacityOf,
  pngChunk,
  sheerPng,
} from '../harness/made-pictures'

const files = startInspecting()
afterAll(() => files[Symbol.asyncDispose]())

const made = [
  {
    type: 'image/jpeg',
    format: 'jpeg',
    content: await madeJpeg(1400, 700),
    hiding: (payload: Buffer) => madeJpeg(64, 64, jpegSegment(0xfe, payload)),
  },
  {
    type: 'image/png',
    format: 'png',
    content: madePng(1400, 700),
    hiding: async (payload: Buffer) => madePng(64, 64, [pngChunk('tEXt', payload)]),
  },
  { type: 'image/webp', format: 'webp', content: await madeWebp(1400, 700), hiding: () => madeWebp(64, 64) },
] as const

for (const { type, format, content, hiding } of made) {
  test(`[G20] [G22] a still ${type} is encoded anew in its own type, with smaller pictures and a placeholder`, async () => {
    const found = await files.inspect(content)
    expect(found).toMatchObject({ kind: 'picture', type, width: 1400, height: 700, duration_ms: null })
    const stored = storedOf(found)
    expect(found.size).toBe(stored.length)
    expect(stored.equals(content)).toBeFalse()
    expect(await new Bun.Image(stored).metadata()).toEqual({
      width: 1400,
      height: 700,
      format,
    })
    expect(found.previews.map(({ width }) => width)).toEqual([320, 1280])
    for (const { width, path } of found.previews) {
      const preview = await new Bun.Image(readFileSync(path)).metadata()
      expect(preview).toEqual({ width, height: width / 2, format: 'webp' })
    }
    expect(found.placeholder).toStartWith('data:image/png;base64,')
    expect(found.placeholder?.length).toBeLessThan(1000)
  })

  test(`[J02] what somebody hides in a ${type} or puts behind it is not kept`, async () => {
    const payload = '<script>alert(document.cookie)</script>'
    const polyglot = Buffer.concat([await hiding(Buffer.from(payload)), Buffer.from(payload)])
    expect(storedOf(await files.inspect(polyglot)).includes('<script>')).toBeFalse()
  })

  test(`[J03] a ${type} of which a part is missing is refused`, async () => {
    const half = content.subarray(0, content.length / 2)
    expect((await files.refusal(half)).code).toBe('invalid_file')
  })
}

test('[G22] a WebP that has lost nothing loses nothing here', async () => {
  for (const content of [madePng(300, 200), sheerPng(300, 200)]) {
    const stored = storedOf(await files.inspect(await losslessWebp(content)))
    expect(stored.includes('VP8L')).toBeTrue()
    const [given, kept] = [content, stored].map((picture) => new Bun.Image(picture).png().bytes())
    expect(Buffer.from((await kept) ?? []).equals((await given) ?? Buffer.alloc(0))).toBeTrue()
  }
  const lossy = storedOf(await files.inspect(await madeWebp(300, 200)))
  expect(lossy.includes('VP8L')).toBeFalse()
})

test('[G22] a picture is never made larger: a small one has no smaller pictures, and its placeholder all the same', async () => {
  const found = await files.inspect(madePng(320, 100))
  expect(found.previews).toEqual([])
  expect(found.placeholder).toStartWith('data:image/png;base64,')
})

test('[G22] a picture that is too tall for a smaller one of its shape has none', async () => {
  const found = await files.inspect(await madeJpeg(330, 20_000))
  expect(found).toMatchObject({ width: 330, height: 20_000, previews: [] })
})

test('[G22] what is transparent stays so, in the smaller picture too', async () => {
  const found = await files.inspect(sheerPng(400, 400))
  const stored = [found.path, ...found.previews.map(({ path }) => path)].map((path) => readFileSync(path))
  expect(stored.length).toBe(2)
  for (const bytes of stored) expect(await opacityOf(bytes)).toBeWithin(120, 136)
})

test('[G21] a picture that stands for a video is a still picture', async () => {
  expect(await files.inspectPoster(await madeJpeg(640, 360))).toMatchObject({ kind: 'picture', width: 640 })
  const refused = files.inspectPoster(Buffer.from('<html>'))
  await expect(refused).rejects.toMatchObject({ code: 'unsupported_file' })
})
