import type { Page } from 'playwright-core'

interface Point {
  x: number
  y: number
}

/** How far apart in time what fingers do is for the page, however slow the machine is. */
const stepSeconds = 0.02
const steps = 8

/** Fingers on a page that can be touched. */
export async function fingersOn(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  let seconds = Date.now() / 1000

  async function put(type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]): Promise<void> {
    seconds += stepSeconds
    const touchPoints = points.map((point, id) => ({ ...point, id }))
    await devtools.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: seconds })
  }

  /** Each finger goes from one point to another on a straight way. */
  async function move(ways: readonly { from: Point; to: Point }[]): Promise<void> {
    const after = (part: number) =>
      ways.map(({ from, to }) => ({
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      }))
    await put('touchStart', after(0))
    for (let step = 1; step <= steps; step++) await put('touchMove', after(step / steps))
    await put('touchEnd', [])
  }

  return {
    drag: (from: Point, to: Point) => move([{ from, to }]),
    /** Two fingers move apart, or together, around a point. */
    pinch: ({ x, y }: Point, fromPx: number, toPx: number) =>
      move(
        [-1, 1].map((side) => ({
          from: { x: x + (side * fromPx) / 2, y },
          to: { x: x + (side * toPx) / 2, y },
        })),
      ),
    async doubleTap(at: Point) {
      for (let tap = 0; tap < 2; tap++) {
        await put('touchStart', [at])
        await put('touchEnd', [])
      }
      // What comes next is no third tap.
      seconds += 1
    },
  }
}
