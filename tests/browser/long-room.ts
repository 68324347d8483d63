import type { Page } from 'playwright-core'
import { newAccount } from '../harness/account'
import { fillRoom } from '../harness/fill-room'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

/** A server where bob wrote so many lines to alice at once, who has read them all but the last `unread`. */
export async function longRoom(count: number, unread = 0, view: 'desktop' | 'phone' = 'desktop') {
  const server = await startServer()
  const reader = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [reader.id] })
  const seqs = await fillRoom(server, { roomId: room.id, senderId: bob.id, count })
  await reader.api.markRead(room.id, seqs.at(-1 - unread) ?? 0)
  const alice = await visit(server.url, view)
  await alice.signIn('alice')
  return {
    ...{ server, room, bob, reader, alice },
    /** The number of a line in the log. */
    seqOf: (line: number) => seqs[line - 1] ?? 0,
    /** The address of a line. */
    addressOf: (line: number) => `${server.url}/room/${room.id}/${seqs[line - 1] ?? 0}`,
    async [Symbol.asyncDispose]() {
      await alice[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** How far below the top of the log each line in sight stands, by its number. */
export async function inSight(page: Page): Promise<Map<number, number>> {
  const found = await page.getByRole('log').evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect()
    return [...box.querySelectorAll('article')].flatMap((line) => {
      const edges = line.getBoundingClientRect()
      const number = Number(line.textContent?.match(/^Line (\d+?)\d\d:\d\d/)?.[1])
      return edges.top >= top && edges.bottom <= bottom ? [[number, edges.top - top] as const] : []
    })
  })
  return new Map(found)
}

/** How far the lines that are in sight now, and were before, have moved; of several the furthest. */
export async function movedPx(page: Page, before: ReadonlyMap<number, number>): Promise<number> {
  const after = await inSight(page)
  const moved = [...before].flatMap(([line, top]) => {
    const now = after.get(line)
    return now === undefined ? [] : [Math.abs(now - top)]
  })
  if (moved.length === 0) throw new Error('nothing of what was in sight is in sight')
  return Math.max(...moved)
}
