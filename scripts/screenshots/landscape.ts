import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number]

/** What the hour of the day does to a landscape. */
const hours = {
  morning: { high: [126, 178, 221], low: [251, 216, 170], near: [38, 92, 66], far: [104, 152, 122] },
  noon: { high: [88, 152, 214], low: [206, 231, 242], near: [46, 112, 60], far: [120, 172, 124] },
  evening: { high: [74, 66, 120], low: [244, 142, 92], near: [30, 36, 58], far: [104, 70, 102] },
  rain: { high: [122, 134, 146], low: [198, 206, 210], near: [58, 74, 78], far: [120, 136, 140] },
} as const satisfies Record<string, Record<'high' | 'low' | 'near' | 'far', Colour>>

export type Hour = keyof typeof hours

/** A picture as somebody would take it on a walk, as a PNG: a sky, a sun and hills, one behind the other. */
export function landscape(hour: Hour, width: number, height: number): Uint8Array<ArrayBuffer> {
  const { high, low, near, far } = hours[hour]
  const hills = [0.52, 0.64, 0.78].map((base, at) => ({ base, at, colour: between(far, near, at / 2) }))
  const sun = { x: width * 0.7, y: height * 0.32, radius: height * 0.07 }
  const lines = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const hill = hills.findLast(({ base, at }) => y / height > base + swell(x / width, at))
      const isSun = hour !== 'rain' && Math.hypot(x - sun.x, y - sun.y) < sun.radius
      const sky = isSun ? ([255, 246, 220] as const) : between(high, low, Math.min(1, (y / height) * 1.6))
      lines.set(hill?.colour ?? sky, y * (1 + width * 3) + 1 + x * 3)
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]))
}

/** How far below its base a hill lies, as a part of the height. */
function swell(x: number, hill: number): number {
  return 0.06 * Math.sin(x * (5 + hill * 2) + hill * 2.1) + 0.025 * Math.sin(x * 17 + hill)
}

function between(one: Colour, other: Colour, part: number): Colour {
  const [red, green, blue] = one.map((value, at) => Math.round(value + ((other[at] ?? 0) - value) * part))
  return [red ?? 0, green ?? 0, blue ?? 0]
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
