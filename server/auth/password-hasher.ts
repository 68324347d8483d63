import { cpus } from 'node:os'
import { DomainError } from '../domain/errors'

export interface PasswordHasher {
  /** @throws DomainError `unavailable` when too many wait, `invalid` for a password bcrypt would cut short */
  hash(password: string): Promise<string>
  /** Verifies against a hash of either algorithm; `null` costs the same time and is never right. */
  verify(password: string, hash: string | null): Promise<boolean>
  /** Whether a hash was made by other means than a new one would be. */
  isOutdated(hash: string): boolean
}

/** OWASP's least figures for Argon2id: 19 MiB, two passes. */
const argon2id = { algorithm: 'argon2id', memoryCost: 19_456, timeCost: 2 } as const
const bcrypt = { algorithm: 'bcrypt', cost: 12 } as const
const optionsOf = { argon2id, bcrypt }
const bcryptBytes = 72
const mostWaiting = 64

/**
 * Hashes on the runtime's own threads, never on the event loop, and on all cores but one, which is left to those who
 * talk: many sign-ins at once wait for each other and not the others for them. At most 64 wait.
 */
export function createPasswordHasher(algorithm: 'argon2id' | 'bcrypt'): PasswordHasher {
  const options = optionsOf[algorithm]
  const prefix = algorithm === 'bcrypt' ? '$2b$12$' : '$argon2id$v=19$m=19456,t=2,p=1$'
  const inTurn = createQueue(Math.max(1, cpus().length - 1))
  const decoy = decoyFor(algorithm)

  return {
    async hash(password) {
      const text = normalize(password)
      if (algorithm === 'bcrypt') requireShort(text)
      return inTurn(() => Bun.password.hash(text, options))
    },
    async verify(password, hash) {
      const text = normalize(password)
      const against = hash ?? (await decoy)
      const isLong = against.startsWith('$2') && Buffer.byteLength(text) > bcryptBytes
      const isRight = await inTurn(() => Bun.password.verify(isLong ? '' : text, against))
      return isRight && hash !== null && !isLong
    },
    isOutdated: (hash) => !hash.startsWith(prefix),
  }
}

const decoys = new Map<string, Promise<string>>()

/** A hash that is nobody's, made once for each algorithm. */
function decoyFor(algorithm: 'argon2id' | 'bcrypt'): Promise<string> {
  const known = decoys.get(algorithm)
  const decoy = known ?? Bun.password.hash(crypto.randomUUID(), optionsOf[algorithm])
  decoys.set(algorithm, decoy)
  return decoy
}

/** The same password typed on two keyboards may differ in its code points. */
function normalize(password: string): string {
  return password.normalize('NFKC')
}

/** The runtime would hash longer input first, in a way that lets the bare digest pass for the password. */
function requireShort(password: string): void {
  if (Buffer.byteLength(password) <= bcryptBytes) return
  const detail = `A password can have at most ${bcryptBytes} bytes on this server.`
  throw new DomainError('invalid', { detail, errors: [{ path: 'password', code: 'too_long', detail }] })
}

function createQueue(width: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= width) {
      if (waiting.length >= mostWaiting) throw new DomainError('unavailable', { retryAfterMs: 2000 })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else {
      running++
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
