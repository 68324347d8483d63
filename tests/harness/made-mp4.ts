interface MadeMp4 {
  brand?: string
  /** The brand that it follows besides. */
  follows?: string
  width?: number
  height?: number
  durationMs?: number
  /** A phone that was held upright records lying pictures and says that they are to be turned. */
  isTurned?: boolean
  /** What follows the boxes of the movie, of its track, and of the file. */
  inMovie?: readonly Buffer[]
  inTrack?: readonly Buffer[]
  inFile?: readonly Buffer[]
  /** Where its pictures are said to lie; in this very file where it does not say. */
  reference?: Buffer
  /** Other tracks without samples, by the kind of their handler. */
  moreTracks?: readonly string[]
  /** What a camera noted beside the pictures, in a track of its own of two samples. */
  notes?: Buffer
  pictures?: Buffer
}

const scale = 1000

/** A video as to its boxes, whose pictures nobody could decode. */
export function madeMp4(given: MadeMp4 = {}): Buffer {
  const {
    brand = 'isom',
    follows = brand,
    durationMs = 2500,
    inMovie = [],
    inFile = [],
    moreTracks = [],
    notes,
  } = given
  const start = box('ftyp', Buffer.from(brand), uint32(0), Buffer.from(follows))
  const headerBytes = 8
  const movie = box(
    'moov',
    box('mvhd', full(0), zeros(8), uint32(scale), uint32(durationMs), zeros(80)),
    videoTrack(given),
    ...moreTracks.map((kind) => box('trak', trackHeader(0, 0, false), media(kind))),
    ...(notes ? [notesTrack(start.length + headerBytes, notes.length)] : []),
    ...inMovie,
  )
  const noted = notes ? [box('mdat', notes)] : []
  return Buffer.concat([start, ...noted, movie, ...inFile, box('mdat', given.pictures ?? zeros(4000))])
}

export function box(type: string, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([uint32(content.length + 8), Buffer.from(type, 'latin1'), content])
}

/** A reference of a track to another file. */
export function elsewhere(address: string): Buffer {
  return box('url ', full(0), Buffer.from(`${address}\0`))
}

function videoTrack({
  width = 640,
  height = 360,
  isTurned = false,
  inTrack = [],
  reference,
}: MadeMp4): Buffer {
  return box('trak', trackHeader(width, height, isTurned), media('vide', reference), ...inTrack)
}

/** A track whose samples are two halves of what lies there. */
function notesTrack(at: number, length: number): Buffer {
  const half = Math.floor(length / 2)
  return box(
    'trak',
    trackHeader(0, 0, false),
    media('meta', undefined, [
      box('stsz', full(0), uint32(0), uint32(2), uint32(half), uint32(length - half)),
      box('stsc', full(0), uint32(1), uint32(1), uint32(2), uint32(1)),
      box('stco', full(0), uint32(1), uint32(at)),
    ]),
  )
}

function trackHeader(width: number, height: number, isTurned: boolean): Buffer {
  const one = 0x10000
  const matrix = isTurned
    ? [0, one, 0, -one, 0, 0, 0, 0, 0x40000000]
    : [one, 0, 0, 0, one, 0, 0, 0, 0x40000000]
  return box('tkhd', full(3), zeros(36), ...matrix.map(int32), uint32(width * one), uint32(height * one))
}

function media(kind: string, reference = box('url ', full(1)), samples: readonly Buffer[] = []): Buffer {
  return box(
    'mdia',
    box('mdhd', full(0), zeros(20)),
    box('hdlr', full(0), zeros(4), Buffer.from(kind), zeros(13)),
    box(
      'minf',
      box('vmhd', full(1), zeros(8)),
      box('dinf', box('dref', full(0), uint32(1), reference)),
      box('stbl', box('stsd', full(0), uint32(0)), ...samples),
    ),
  )
}

/** The version and the flags with which many boxes begin. */
function full(flags: number): Buffer {
  return uint32(flags)
}

function zeros(length: number): Buffer {
  return Buffer.alloc(length)
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
