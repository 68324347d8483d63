import type { Locator } from 'playwright-core'
import { newAccount } from '../harness/account'
import { startServer } from '../harness/server'
import { visit } from '../harness/visitor'

/** A server where bob wrote so many lines to alice, who has read them all but the last `unread`. */
export async function longTalk(count: number, unread = 0) {
  const server = await startServer()
  const alice = await newAccount(server.url, 'alice')
  const bob = await newAccount(server.url, 'bob')
  const room = await bob.api.createRoom({ room_type: 'direct', member_ids: [alice.id] })
  for (let line = 1; line <= count; line++) await bob.api.postMessage(room.id, { content: `Line ${line}` })
  await alice.api.markRead(room.id, count - unread)
  const visitor = await visit(server.url)
  await visitor.signIn('alice')
  return {
    server,
    room,
    bob,
    reader: alice,
    alice: visitor,
    async [Symbol.asyncDispose]() {
      await visitor[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Resolves once the room is drawn from this line on: of what is held, what is not in sight comes a moment later. */
export async function drawnFrom(log: Locator, text: string): Promise<void> {
  await log.getByText(text, { exact: true }).waitFor({ state: 'attached' })
}

/** How far below the top of the log a line stands. */
export async function topOf(log: Locator, text: string): Promise<number> {
  return log.getByText(text, { exact: true }).evaluate((span) => {
    const box = span.closest('[role=log]')
    const article = span.closest('article')
    if (!box || !article) throw new Error('not in the log')
    return article.getBoundingClientRect().top - box.getBoundingClientRect().top
  })
}

export function isAtEnd(log: Locator): Promise<boolean> {
  return log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 2)
}
