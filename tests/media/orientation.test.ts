import { afterAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { startInspecting, storedOf } from '../harness/inspecting'
import {
  exifOf,
  jpegSegment,
  losslessWebp,
  madePng,
  madeWebp,
  pngChunk,
  quarteredPng,
  webpWithExif,
} from '../harness/made-pictures'

const files = startInspecting()
afterAll(() => files[Symbol.asyncDispose]())

/** Each type with data of a camera, as cameras and programs write them. */
const noted = [
  {
    type: 'image/jpeg',
    like: async (picture: Uint8Array, exif: Buffer) => {
      const jpeg = Buffer.from(await new Bun.Image(picture).jpeg({ quality: 90 }).bytes())
      const segment = jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif]))
      return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)])
    },
  },
  {
    type: 'image/png',
    like: async (picture: Buffer, exif: Buffer) => withChunk(picture, pngChunk('eXIf', exif)),
  },
  {
    type: 'image/webp',
    like: async (picture: Uint8Array, exif: Buffer) => webpWithExif(await losslessWebp(picture), exif),
  },
] as const

/** How a picture looks upright that is stored as `abcd` with each orientation of Exif. */
const turned = ['abcd', 'badc', 'dcba', 'cdab', 'acbd', 'cadb', 'dbca', 'bdac']

for (const { type, like } of noted) {
  test(`[J07] [G23] where and by what a ${type} was taken is gone, and how it was held is applied`, async () => {
    const content = await like(madePng(400, 200), exifOf(6, 'Lummerland'))
    expect(content.includes('Lummerland')).toBeTrue()
    const found = await files.inspect(content)
    expect(found).toMatchObject({ type, width: 200, height: 400 })
    const stored = [found.path, ...found.previews.map(({ path }) => path)].map((path) => readFileSync(path))
    for (const bytes of stored) {
      expect(bytes.includes('Lummerland')).toBeFalse()
      expect(bytes.includes('Exif')).toBeFalse()
      expect(bytes.includes('eXIf')).toBeFalse()
      expect(bytes.includes('EXIF')).toBeFalse()
    }
  })

  test(`[G22] a ${type} is stored upright, however its camera was held`, async () => {
    for (const [at, order] of turned.entries()) {
      const found = await files.inspect(await like(quarteredPng(64, 32, 'abcd'), exifOf(at + 1, '')))
      const [width, height] = at < 4 ? [64, 32] : [32, 64]
      const upright = await files.inspect(await like(quarteredPng(width, height, order), exifOf(1, '')))
      expect({ at, width: found.width, height: found.height }).toEqual({ at, width, height })
      expect({ at, looks: await quartersOf(storedOf(found)) }).toEqual({
        at,
        looks: await quartersOf(storedOf(upright)),
      })
    }
  })

  test(`[G22] a ${type} whose camera says nothing that is understood is taken as it is`, async () => {
    const exif = exifOf(6, '')
    const broken = [
      Buffer.alloc(0),
      Buffer.from('Exif'),
      exif.subarray(0, 12),
      exifOf(0, ''),
      exifOf(9, ''),
      exifOf(65_535, ''),
      Buffer.concat([exif.subarray(0, 4), Buffer.of(0xff, 0xff, 0xff, 0xff), exif.subarray(8)]),
      Buffer.concat([exif.subarray(0, 8), Buffer.of(0xff, 0xff), Buffer.alloc(24)]),
    ]
    for (const data of broken) {
      const found = await files.inspect(await like(madePng(40, 20), data))
      expect(found).toMatchObject({ width: 40, height: 20 })
    }
  })
}

test('[G22] data of a camera are understood in either order of bytes, and with the words before them that JPEGs have', async () => {
  const large = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex')
  const before = Buffer.concat([Buffer.from('Exif\0\0'), exifOf(6, '')])
  const webp = await madeWebp(40, 20)
  for (const exif of [large, before]) {
    expect(await files.inspect(await webpWithExif(webp, exif))).toMatchObject({ width: 20, height: 40 })
  }
  const png = madePng(40, 20, [pngChunk('eXIf', large)])
  expect(await files.inspect(png)).toMatchObject({ width: 20, height: 40 })
})

/** What is in the middle of each quarter, as bytes that are the same for the same colours. */
async function quartersOf(picture: Uint8Array): Promise<string> {
  return new Bun.Image(picture).resize(2, 2, { filter: 'nearest' }).png().toBase64()
}

/** The same PNG with a chunk before its end, where some programs write what others write before the picture. */
function withChunk(png: Buffer, chunk: Buffer): Buffer {
  const end = png.length - pngChunk('IEND', Buffer.alloc(0)).length
  return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)])
}
