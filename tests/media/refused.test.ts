import { afterAll, expect, test } from 'bun:test'
import { gzipSync } from 'node:zlib'
import { seeded } from '../faults/random'
import { startInspecting } from '../harness/inspecting'
import { madeGif } from '../harness/made-gif'
import { box, madeMp4 } from '../harness/made-mp4'
import { emptyPng, madeJpeg, madePng, madeWebp, movingWebp, pngChunk } from '../harness/made-pictures'
import { madeWebm } from '../harness/made-webm'

const files = startInspecting()
afterAll(() => files[Symbol.asyncDispose]())

const strangers: Record<string, Buffer> = {
  'a page': Buffer.from('<!doctype html><script>alert(1)</script>'),
  'an SVG': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  'an XML': Buffer.from(
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  ),
  'a PDF': Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF'),
  'a program of Windows': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
  'a program of Linux': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]),
  'a zip': Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(200)]),
  'nothing at all': Buffer.alloc(0),
}

for (const [name, content] of Object.entries(strangers)) {
  test(`[J02] [G20] ${name} with the name of a picture is refused`, async () => {
    expect((await files.refusal(content)).code).toBe('unsupported_file')
  })
}

/** What decoders exist for, in one of the programs that show pictures; none of them is ever to be asked. */
const otherPictures: Record<string, Buffer> = {
  PSD: Buffer.concat([Buffer.from('8BPS\0\x01', 'latin1'), Buffer.alloc(200)]),
  'TIFF of Intel': Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), Buffer.alloc(200)]),
  'TIFF of Motorola': Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), Buffer.alloc(200)]),
  MVG: Buffer.from("push graphic-context\nimage over 0,0 0,0 'https://example.com/'\n"),
  EPS: Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n'),
  HEIC: Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')), box('meta', Buffer.alloc(100))]),
  AVIF: Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0mif1avif')), box('meta', Buffer.alloc(100))]),
  BMP: Buffer.concat([
    Buffer.from('BM'),
    Buffer.of(66, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40),
    Buffer.alloc(60),
  ]),
  ICO: Buffer.concat([Buffer.of(0, 0, 1, 0, 1, 0), Buffer.alloc(100)]),
  'JPEG 2000': Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), Buffer.alloc(100)]),
}

for (const [name, content] of Object.entries(otherPictures)) {
  test(`[J05] [G20] no decoder is asked for a picture of the kind ${name}`, async () => {
    expect((await files.refusal(content)).code).toBe('unsupported_file')
  })
}

const taken: Record<string, Buffer> = {
  JPEG: await madeJpeg(60, 40),
  PNG: madePng(60, 40),
  GIF: madeGif({ width: 60, height: 40, frames: 2 }),
  WebP: await madeWebp(60, 40),
  MP4: madeMp4(),
  WebM: madeWebm(),
}

for (const [name, content] of Object.entries(taken)) {
  test(`[J03] [G20] a file of which only the beginning is that of a ${name} is refused`, async () => {
    const random = seeded(7)
    for (const bytes of [2, 3, 4, 6, 8, 12, 16]) {
      const rest = Buffer.from(Array.from({ length: 2000 }, () => Math.floor(random() * 256)))
      const refusal = await files.refusal(Buffer.concat([content.subarray(0, bytes), rest]))
      expect({ bytes, code: refusal.code }).toEqual({ bytes, code: 'unsupported_file' })
      const empty = Buffer.concat([content.subarray(0, bytes), Buffer.alloc(2000)])
      expect({ bytes, code: (await files.refusal(empty)).code }).toEqual({ bytes, code: 'unsupported_file' })
    }
  })
}

test('[J04] [G24] a picture of too many pixels is refused by what its header says, before it is decoded', async () => {
  const refusal = await files.refusal(emptyPng(50_000, 50_000))
  expect(refusal).toEqual({ code: 'invalid_file', message: 'A picture can have at most 50 million pixels.' })
})

test('[J04] [G24] an animation of 10,000 frames is refused, and so is one whose frames are too large', async () => {
  const many = await files.refusal(madeGif({ width: 2, height: 2, frames: 10_000 }))
  expect(many.code).toBe('invalid_file')
  expect(many.message).toStartWith('An animation can have at most 16 million pixels, and 3000 frames')
  const wide = madeGif({ width: 2, height: 2, frames: 1 })
  wide.writeUInt16LE(60_000, 6)
  wide.writeUInt16LE(60_000, 8)
  expect((await files.refusal(wide)).code).toBe('invalid_file')
})

test('[J04] a profile of colours that is a bomb is refused or left out', async () => {
  const bomb = gzipSync(Buffer.alloc(64)).subarray(10)
  const profile = Buffer.concat([Buffer.from('a\0\0'), bomb])
  const picture = madePng(64, 64, [pngChunk('iCCP', profile)])
  const end = await files.inspect(picture).then(
    () => 'taken',
    (error) => error.code,
  )
  expect(['taken', 'invalid_file']).toContain(end)
})

test('[G25] a PNG or WebP that moves is refused instead of standing still', async () => {
  const moving = madePng(60, 40, [pngChunk('acTL', Buffer.from('0000000200000000', 'hex'))])
  expect((await files.refusal(moving)).code).toBe('unsupported_file')
  expect((await files.refusal(await movingWebp(60, 40))).code).toBe('unsupported_file')
})

test('[MED-2] [G20] a QuickTime video is refused in words that say what to do, and kept where any file is taken', async () => {
  for (const video of [madeMp4({ brand: 'qt  ' }), madeMp4().subarray(madeMp4().readUInt32BE(0))]) {
    const { code, message } = await files.refusal(video)
    expect(code).toBe('unsupported_file')
    expect(message).toContain('Turn it into an MP4')
    expect(await files.inspectAny(video)).toMatchObject({ kind: 'other', type: 'application/octet-stream' })
    await expect(files.inspectPoster(video)).rejects.toMatchObject({ code: 'unsupported_file' })
  }
})

test('[MED-2] [G20] a HEIC picture is refused in words that say what to do, and kept where any file is taken', async () => {
  const picture = otherPictures.HEIC ?? Buffer.alloc(0)
  const { code, message } = await files.refusal(picture)
  expect(code).toBe('unsupported_file')
  expect(message).toContain('Turn it into a JPEG')
  expect(await files.inspectAny(picture)).toMatchObject({ kind: 'other', type: 'application/octet-stream' })
  await expect(files.inspectPoster(picture)).rejects.toMatchObject({ code: 'unsupported_file' })
})

test('[G20] where any file is taken, what is of no kind that is shown is kept as it is, and only to be saved', async () => {
  for (const content of [
    strangers['a page'],
    strangers['an SVG'],
    otherPictures.PSD,
    await movingWebp(60, 40),
  ]) {
    const given = content ?? Buffer.alloc(0)
    expect(await files.inspectAny(given)).toMatchObject({
      kind: 'other',
      type: 'application/octet-stream',
      size: given.length,
      width: null,
      height: null,
      placeholder: null,
      previews: [],
    })
  }
  expect((await files.inspectAny(strangers['a PDF'] ?? Buffer.alloc(0))).type).toBe('application/pdf')
})

test('[G20] where any file is taken, a picture that is damaged is refused all the same', async () => {
  const half = files.inspectAny((taken.JPEG ?? Buffer.alloc(0)).subarray(0, 800))
  await expect(half).rejects.toMatchObject({ code: 'invalid_file' })
})

test('[J02] [J04] [J05] of what was refused nothing is left', async () => {
  await using fresh = startInspecting()
  await fresh.refusal(emptyPng(50_000, 50_000))
  await fresh.refusal(strangers['a page'] ?? Buffer.alloc(0))
  await fresh.refusal((taken.PNG ?? Buffer.alloc(0)).subarray(0, 300))
  expect(fresh.left()).toEqual([])
})
