import { randomInt } from 'node:crypto'
import { limits } from '#protocol/limits'
import type { App } from '../../context'
import { isUsernameFree } from '../../domain/accounts/create'
import type { Transaction } from '../../store/store'

const { least, most } = limits.usernameCharacters
const numbered = 20

/** A username that nobody has, as near as can be to what somebody is called elsewhere; the best name comes first. */
export async function freeUsername(app: App, tx: Transaction, names: readonly string[]): Promise<string> {
  const base = names.map(asUsername).find((name) => name.length >= least) ?? 'person'
  for (let n = 1; n <= numbered; n++) {
    const name = n === 1 ? base : withEnd(base, String(n))
    if (await isUsernameFree(app, tx, name)) return name
  }
  return withEnd(base, String(randomInt(100_000_000, 1_000_000_000)))
}

/**
 * Keeps what a username may have. Marks above letters go, anything else becomes a dot. Of an e-mail address only the part
 * before the at sign is used: others see usernames.
 */
export function asUsername(name: string): string {
  return name
    .replace(/@.*$/s, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_-]+/g, '.')
    .replace(/^[_.-]+/, '')
    .slice(0, most)
    .replace(/[_.-]+$/, '')
}

function withEnd(base: string, end: string): string {
  return `${base.slice(0, most - end.length)}${end}`
}
