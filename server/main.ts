import { admin } from './cli/admin'
import { adminUsage } from './cli/admin-commands'
import { runConfig } from './cli/config'
import { isForPeople } from './cli/control'
import { seed } from './cli/seed'
import { serve } from './cli/serve'
import { ConfigError } from './config'
import { runMediaWorker } from './media/worker'
import { CannotOpenStore } from './store/cannot-open'
import { isDiskFailure, isOutOfSpace } from './store/space'

const usage = `natter [serve] [--port N] [--data FOLDER] …   run the server
natter config                                   print every key, its value and its meaning
natter purge                                    remove messages that are past their time, now
natter admin seed --people N --rooms M --messages K --tokens FILE
                                                fill a new database for a load test
${adminUsage()}`

/** The program: one word says what to do, the rest is configuration. */
export async function main(argv: readonly string[]): Promise<void> {
  const [command, ...rest] = argv
  try {
    if (asksForHelp(argv)) process.stdout.write(`${usage}\n`)
    else if (command === undefined || command.startsWith('-')) await serve(argv)
    else if (command === 'serve') await serve(rest)
    else if (command === 'purge') await admin(['purge', ...rest])
    else if (command === 'config') runConfig({ argv: rest, env: process.env, cwd: process.cwd() })
    else if (command === 'admin' && rest[0] === 'seed') await seed(rest.slice(1))
    else if (command === 'admin' && rest.length > 0) await admin(rest)
    // The server starts itself with this word where it is one executable; see server/media/worker-process.ts.
    else if (command === 'media-worker') runMediaWorker()
    else fail(usage)
  } catch (error) {
    if (error instanceof ConfigError || error instanceof CannotOpenStore || isForPeople(error))
      fail(error.message)
    else if (isOutOfSpace(error)) fail('The disk of the data folder is full. Free some space and try again.')
    else if (isDiskFailure(error)) fail(`The disk of the data folder failed: ${(error as Error).message}.`)
    else throw error
  }
}

function asksForHelp([command, ...rest]: readonly string[]): boolean {
  return command === 'help' || [command, ...rest].some((word) => word === '--help' || word === '-h')
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

if (import.meta.main) await main(process.argv.slice(2))
