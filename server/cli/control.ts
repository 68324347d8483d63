import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { App } from '../context'
import { DomainError } from '../domain/errors'
import { type AdminCommand, runAdminCommand } from './admin-commands'
import { CommandError } from './command-error'

const command = z.strictObject({ words: z.array(z.string()), flags: z.record(z.string(), z.string()) })
const refused = 422
const done = 200

/** What the system says of a path at which no server listens, or none can. */
const notRunning: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED', 'ENAMETOOLONG'])

/** Addresses of this kind are short on every system, and nothing may be cut off. */
const mostPathBytes = 100

/**
 * Takes commands of `natter admin` while the server runs, over a socket in the data folder that only the server's own
 * user can open. So that what they change is seen at once by everyone who is connected.
 */
export function listenForCommands(app: App, connections: () => number): { stop(): Promise<void> } {
  const path = controlPath(app.config.data)
  rmSync(path, { force: true })
  const server = open(app, path, connections)
  if (server === null) return { stop: async () => {} }
  chmodSync(path, 0o600)
  return {
    async stop() {
      await server.stop(true)
      rmSync(path, { force: true })
    },
  }
}

/** A server that cannot take commands still serves: null then, and a warning. */
function open(app: App, path: string, connections: () => number) {
  const detail = 'natter admin cannot reach this server while it runs.'
  if (Buffer.byteLength(path) > mostPathBytes) {
    app.log.warn({ event: 'start', detail: `${detail} The path of the data folder is too long.` })
    return null
  }
  try {
    return serve(app, path, connections)
  } catch (err) {
    app.log.warn({ event: 'start', detail, err })
    return null
  }
}

function serve(app: App, path: string, connections: () => number) {
  return Bun.serve({
    unix: path,
    async fetch(request) {
      try {
        return new Response(await runAdminCommand({ app, connections }, command.parse(await request.json())))
      } catch (error) {
        if (isForPeople(error)) return new Response(error.message, { status: refused })
        throw error
      }
    },
    error(err) {
      app.log.error({ event: 'command_failed', err })
      return new Response('The command failed. The log of the server says why.', { status: 500 })
    },
  })
}

/**
 * Lets the server that runs on this data folder do a command.
 * @returns what to print, or null when no server runs
 * @throws CommandError
 */
export async function askServer(data: string, asked: AdminCommand): Promise<string | null> {
  const answer = await fetch('http://natter/', {
    unix: controlPath(data),
    method: 'POST',
    body: JSON.stringify(asked),
  }).catch(readFailure)
  if (answer === null) return null
  const text = await answer.text()
  if (answer.status !== done) throw new CommandError(text)
  return text
}

/** Nobody listens, or the path is one that no server listens at: then null. Anything else may have come after the command was done. */
function readFailure(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && notRunning.has(code)) return null
  throw new CommandError(
    'The server that runs here broke off, and whether it has done this is not known. Look before you try again.',
    { cause: error },
  )
}

export function isForPeople(error: unknown): error is Error {
  return error instanceof CommandError || error instanceof DomainError
}

function controlPath(data: string): string {
  return join(data, 'control.sock')
}
