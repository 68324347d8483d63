export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

interface Shape {
  opcode?: number
  isFinal?: boolean
  /** The three bits nobody may use. */
  reserved?: number
  isMasked?: boolean
  /** A length that is said instead of the real one, as eight bytes. */
  declaredBytes?: bigint
}

/** The bytes of one frame as clients send it, or as nobody should. A mask of zeroes changes nothing. */
export function rawFrame(content: string | Uint8Array, shape: Shape = {}): Buffer {
  const { opcode = opcodes.text, isFinal = true, reserved = 0, isMasked = true, declaredBytes } = shape
  const payload = Buffer.from(content)
  const first = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode
  const length = lengthBytes(payload.length, declaredBytes)
  length[0] = (length[0] ?? 0) | (isMasked ? 0x80 : 0)
  return Buffer.concat([Buffer.from([first]), length, Buffer.alloc(isMasked ? 4 : 0), payload])
}

function lengthBytes(size: number, declared: bigint | undefined): Buffer {
  if (declared === undefined && size < 126) return Buffer.from([size])
  if (declared === undefined && size < 1 << 16) return Buffer.from([126, size >> 8, size & 255])
  const bytes = Buffer.alloc(9, 127)
  bytes.writeBigUInt64BE(declared ?? BigInt(size), 1)
  return bytes
}

/** A close frame with this code, or with none. */
export function closeFrame(code: number | null, reason = ''): Buffer {
  const bytes = Buffer.alloc(code === null ? 0 : 2)
  if (code !== null) bytes.writeUInt16BE(code)
  return rawFrame(Buffer.concat([bytes, Buffer.from(reason)]), { opcode: opcodes.close })
}
