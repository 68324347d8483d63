import { destination, type Logger, pino } from 'pino'
import type { Config } from '../config'
import { isOutOfSpace } from '../store/space'

/** Lines that cannot be written wait in memory, up to this much. What comes after that is lost. */
const mostWaitingBytes = 1 << 20

/**
 * JSON lines on standard output, or at the end of a file. What is logged is chosen line by line; no text of a message
 * ever is. That a disk is full is said by the store when it begins, and not again by everything that fails of it.
 */
export function createLog({ log }: Pick<Config, 'log'>): Logger {
  const to = log.file === null ? { fd: 1 } : { dest: log.file }
  const lines = destination({ sync: true, maxLength: mostWaitingBytes, ...to })
  // A log that cannot be written must not end what it is about: often it is the disk of both that is full.
  lines.on('error', onlyOnce(sayThatNothingIsLogged))
  return pino(
    {
      level: log.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        logMethod(given, write) {
          const [what] = given as unknown[]
          if (!isOutOfSpace(errorIn(what))) write.apply(this, given)
        },
      },
    },
    lines,
  )
}

function errorIn(what: unknown): unknown {
  return typeof what === 'object' && what !== null && 'err' in what ? what.err : undefined
}

function sayThatNothingIsLogged(error: unknown): void {
  process.stderr.write(`The log cannot be written: ${error instanceof Error ? error.message : error}\n`)
}

function onlyOnce(say: (error: unknown) => void): (error: unknown) => void {
  let isSaid = false
  return (error) => {
    if (!isSaid) say(error)
    isSaid = true
  }
}
