import { afterAll, expect, test } from 'bun:test'
import { startInspecting, storedOf } from '../harness/inspecting'
import { box, elsewhere, madeMp4 } from '../harness/made-mp4'
import { element, madeWebm } from '../harness/made-webm'

const files = startInspecting()
afterAll(() => files[Symbol.asyncDispose]())
const place = '+52.5163+013.3777/'

test('[G26] an MP4 and a WebM stay as they are, and say how large and how long they are', async () => {
  for (const [type, content] of [
    ['video/mp4', madeMp4({ width: 640, height: 360, durationMs: 2500 })],
    ['video/webm', madeWebm({ width: 640, height: 360, durationMs: 2500 })],
  ] as const) {
    const found = await files.inspect(content)
    expect(found).toMatchObject({ kind: 'video', type, width: 640, height: 360, duration_ms: 2500 })
    expect(found).toMatchObject({ size: content.length, previews: [], placeholder: null })
    expect(storedOf(found).equals(content)).toBeTrue()
  }
  expect(files.left()).toEqual([])
})

test('[G26] a video that was held upright is as large as it is shown', async () => {
  const found = await files.inspect(madeMp4({ width: 640, height: 360, isTurned: true }))
  expect(found).toMatchObject({ width: 360, height: 640 })
})

test('[G26] a camera has a brand of its own, and follows a common one', async () => {
  expect(await files.inspect(madeMp4({ brand: 'XAVC', follows: 'mp42' }))).toMatchObject({
    type: 'video/mp4',
  })
})

test('[G26] a recording that says nowhere how long it is lasts until its last picture', async () => {
  const found = await files.inspect(madeWebm({ isOpen: true }))
  expect(found).toMatchObject({ kind: 'video', width: 640, duration_ms: 1500 })
})

test('[G23] where a video was taken is blanked out of it, and nothing else moves', async () => {
  const content = madeMp4({
    inMovie: [box('udta', box('\xa9xyz', Buffer.from(place))), box('uuid', Buffer.from(place))],
    inTrack: [box('meta', Buffer.from(place))],
    inFile: [box('uuid', Buffer.alloc(16), Buffer.from(place)), box('free', Buffer.from(place))],
  })
  expect(content.toString('latin1').split(place).length - 1).toBe(5)
  const found = await files.inspect(content)
  const stored = storedOf(found)
  expect(stored.includes(place)).toBeFalse()
  expect(stored.length).toBe(content.length)
  expect(stored.subarray(-4008).equals(content.subarray(-4008))).toBeTrue()
  expect(await files.inspect(stored)).toMatchObject({ width: found.width, duration_ms: found.duration_ms })
})

test('[G23] titles, tags and attachments are blanked out of a WebM, short ones and long ones', async () => {
  const more = [
    element('1254C367', Buffer.from(place)),
    element('1941A469', Buffer.from(place), Buffer.alloc(200_000), Buffer.from(place)),
  ]
  const found = await files.inspect(madeWebm({ more }))
  const stored = storedOf(found)
  expect(stored.includes(place)).toBeFalse()
  expect(await files.inspect(stored)).toMatchObject({ width: 640, duration_ms: 1500 })
})

test('[G23] a track that is neither seen nor heard, as cameras note places in, is taken out with its samples', async () => {
  const content = madeMp4({ moreTracks: ['soun'], notes: Buffer.from(place) })
  expect(content.includes(place)).toBeTrue()
  const stored = storedOf(await files.inspect(content))
  expect(stored.length).toBe(content.length)
  expect(stored.includes('vide')).toBeTrue()
  expect(stored.includes('soun')).toBeTrue()
  expect(stored.indexOf('meta')).toBe(-1)
  expect(stored.includes(place.slice(0, 4)) || stored.includes(place.slice(-4))).toBeFalse()
})

test('[J06] a table of samples that points at something else than media data is refused, and nothing is overwritten', async () => {
  const content = madeMp4({ notes: Buffer.from(place) })
  content.writeUInt32BE(content.indexOf('mvhd'), content.indexOf('stco') + 12)
  expect((await files.refusal(content)).code).toBe('invalid_file')
})

const refused: Record<string, Buffer> = {
  'an MP4 that refers to another file': madeMp4({ reference: elsewhere('https://127.0.0.1:9/secret.mp4') }),
  'a list of pieces to fetch': Buffer.from('#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/secret.ts\n'),
  'a zip': Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(300)]),
  'a QuickTime film': madeMp4({ brand: 'qt  ' }),
  'an MP4 of a brand that nobody knows': madeMp4({ brand: 'evil' }),
  'sound alone': Buffer.concat([madeMp4().subarray(0, 20), box('moov', box('mvhd', Buffer.alloc(100)))]),
  'a Matroska film': madeWebm({ documentType: 'matroska' }),
  'a WebM of other pictures': madeWebm({ codec: 'V_MPEG4/ISO/AVC' }),
}

for (const [name, content] of Object.entries(refused)) {
  test(`[J12] [G26] ${name} is refused, and nobody is asked for anything`, async () => {
    expect((await files.refusal(content)).code).toBe('unsupported_file')
  })
}

test('[J12] a reference that leads elsewhere is found at run time: nothing is ever fetched', async () => {
  let visits = 0
  using listener = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      open: () => {
        visits++
      },
      data: () => {},
    },
  })
  const address = `http://127.0.0.1:${listener.port}/secret`
  await files.refusal(madeMp4({ reference: elsewhere(address) }))
  await files.refusal(Buffer.from(`#EXTM3U\n#EXTINF:10,\n${address}\n`))
  await files.refusal(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${address}"/></svg>`))
  expect(visits).toBe(0)
})

test('[J03] a video of which a part is missing, or whose parts reach out of each other, is refused', async () => {
  for (const content of [madeMp4(), madeWebm()]) {
    const half = content.subarray(0, content.length - 100)
    expect((await files.refusal(half)).code).toBe('invalid_file')
    expect((await files.refusal(Buffer.concat([content, Buffer.from('PK\x03\x04 and more')]))).code).toBe(
      'invalid_file',
    )
  }
  const reaching = madeMp4()
  reaching.writeUInt32BE(90_000, reaching.indexOf('tkhd') - 4)
  expect((await files.refusal(reaching)).code).toBe('invalid_file')
})
