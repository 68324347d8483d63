interface MadeWebm {
  documentType?: string
  codec?: string
  width?: number
  height?: number
  /** Left out by what records while it goes on. */
  durationMs?: number
  /** Whether it says where its parts end; what records while it goes on does not. */
  isOpen?: boolean
  /** More elements of the segment, before its pictures. */
  more?: readonly Buffer[]
}

/** A video as to its elements: two clusters of a second each, whose pictures nobody could decode. */
export function madeWebm(given: MadeWebm = {}): Buffer {
  const {
    documentType = 'webm',
    codec = 'V_VP9',
    width = 640,
    height = 360,
    durationMs,
    isOpen = false,
  } = given
  const size = element('E0', element('B0', unsigned(width)), element('BA', unsigned(height)))
  const track = element('AE', element('D7', unsigned(1)), element('86', Buffer.from(codec)), size)
  const duration = durationMs === undefined ? [] : [element('4489', double(durationMs))]
  const cluster = isOpen ? openElement : element
  const clusters = [0, 1000].map((start) =>
    cluster(
      '1F43B675',
      element('E7', unsigned(start)),
      element('A3', Buffer.of(0x81, 0, 0, 0x80), Buffer.alloc(200)),
      element('A0', element('A1', Buffer.of(0x81, 0x01, 0xf4, 0), Buffer.alloc(200))),
    ),
  )
  return Buffer.concat([
    element('1A45DFA3', element('4282', Buffer.from(documentType))),
    (isOpen ? openElement : element)(
      '18538067',
      element('1549A966', element('2AD7B1', unsigned(1_000_000)), ...duration),
      element('1654AE6B', track),
      ...(given.more ?? []),
      ...clusters,
    ),
  ])
}

export function element(id: string, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE((1n << 56n) | BigInt(content.length))
  return Buffer.concat([Buffer.from(id, 'hex'), size, content])
}

function openElement(id: string, ...parts: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from(id, 'hex'), Buffer.from('01ffffffffffffff', 'hex'), ...parts])
}

function unsigned(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}
