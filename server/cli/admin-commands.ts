import type { z } from 'zod'
import { serverRole } from '#protocol/accounts'
import { auditQuery, createInvitation, type Person, peopleQuery } from '#protocol/admin'
import { auditEvents } from '#protocol/audit'
import type { App } from '../context'
import { commandLine } from '../domain/admin/admin'
import { changeServerRole, disableAccount, enableAccount, endSessionsOf } from '../domain/admin/change-person'
import { findPeopleAsAdmin, idOfUsername } from '../domain/admin/find-people'
import { readHealth } from '../domain/admin/health'
import { findInvitations, createInvitation as invite, revokeInvitation } from '../domain/admin/invitations'
import { makeOwnerLink } from '../domain/admin/owner-link'
import { readAuditLog, readVersions } from '../domain/admin/read'
import { purgeNow } from '../domain/messages/purge'
import { version } from '../version'
import { columns } from './columns'
import { CommandError } from './command-error'

/** What an administrator wants done: the words after `natter admin`, and flags of the command itself. */
export interface AdminCommand {
  words: string[]
  flags: Record<string, string>
}

interface Needs {
  app: App
  connections(): number
}

interface Command {
  usage: string
  /** How many words must follow the name, and how many may. */
  words: [least: number, most: number]
  run(needs: Needs, words: string[], flags: AdminCommand['flags']): Promise<string>
}

/** Each does what a route of the API does, by the same function of the domain. */
const adminCommands: Record<string, Command> = {
  'owner-link': {
    usage: 'owner-link                          print a link that makes its opener the owner',
    words: [0, 0],
    run: async ({ app }) => makeOwnerLink(app),
  },
  purge: {
    usage: 'purge                               remove messages that are past their time, now',
    words: [0, 0],
    async run({ app }) {
      const count = await purgeNow(app)
      return `${count} ${count === 1 ? 'message was' : 'messages were'} removed.`
    },
  },
  people: {
    usage: 'people [PART OF A NAME]             list accounts',
    words: [0, 1],
    async run({ app }, [query = ''], flags) {
      const page = await findPeopleAsAdmin(
        app,
        commandLine,
        read(peopleQuery, { limit: '200', ...flags, query }),
      )
      const more = page.next === null ? [] : [`More: add --after ${page.next}`]
      return [columns([['NAME', 'ROLE', 'STATE', 'SINCE'], ...page.people.map(rowOf)]), ...more].join('\n')
    },
  },
  role: {
    usage: 'role NAME owner|admin|member        give somebody another role',
    words: [2, 2],
    async run({ app }, [name = '', role]) {
      const person = await idOfUsername(app, name)
      return sentence(await changeServerRole(app, commandLine, person, read(serverRole, role)))
    },
  },
  disable: {
    usage: 'disable NAME                        keep somebody out',
    words: [1, 1],
    run: async ({ app }, [name = '']) =>
      sentence(await disableAccount(app, commandLine, await idOfUsername(app, name))),
  },
  enable: {
    usage: 'enable NAME                         let somebody in again',
    words: [1, 1],
    run: async ({ app }, [name = '']) =>
      sentence(await enableAccount(app, commandLine, await idOfUsername(app, name))),
  },
  'sign-out': {
    usage: 'sign-out NAME                       sign somebody out on all devices',
    words: [1, 1],
    async run({ app }, [name = '']) {
      const count = await endSessionsOf(app, commandLine, await idOfUsername(app, name))
      return `${name} was signed out on ${count} ${count === 1 ? 'device' : 'devices'}.`
    },
  },
  invite: {
    usage: 'invite [--uses N] [--days N]        print a link by which people open accounts',
    words: [0, 0],
    async run({ app }, _, flags) {
      const numbers = Object.fromEntries(Object.entries(flags).map(([name, text]) => [name, Number(text)]))
      return (await invite(app, commandLine, read(createInvitation, numbers))).link
    },
  },
  invitations: {
    usage: 'invitations                         list invitations',
    words: [0, 0],
    async run({ app }) {
      const rows = (await findInvitations(app)).map((one) => [
        ...[one.id, one.state, `${one.uses} of ${one.most_uses}`, one.expires_at],
        one.created_by?.username ?? '-',
      ])
      return columns([['ID', 'STATE', 'USED', 'UNTIL', 'BY'], ...rows])
    },
  },
  'revoke-invitation': {
    usage: 'revoke-invitation ID                take an invitation back',
    words: [1, 1],
    async run({ app }, [id = '']) {
      await revokeInvitation(app, commandLine, id)
      return 'Revoked.'
    },
  },
  'sign-in': {
    usage: 'sign-in                             show how people get in',
    words: [0, 0],
    async run({ app }) {
      const keys = Object.entries(app.policy).filter(([key]) =>
        /^(sign_in|accounts|guests|passwords)\./.test(key),
      )
      return columns(keys.map(([key, value]) => [key, String(value)]))
    },
  },
  health: {
    usage: 'health                              show how the server is',
    words: [0, 0],
    async run({ app, connections }) {
      const figures = await readHealth(app, { version, connections: connections() })
      return columns(Object.entries(figures).map(([name, value]) => [name, String(value)]))
    },
  },
  audit: {
    usage: 'audit [--limit N] [--event NAME]    show what happened',
    words: [0, 0],
    async run({ app }, _, flags) {
      const { entries } = await readAuditLog(app, commandLine, read(auditQuery, flags))
      const rows = entries.map(({ at, user, address, event, details }) => [
        ...[at, user?.username ?? '-', address ?? '-', auditEvents[event]],
        Object.entries(details)
          .map(([name, value]) => `${name}=${value}`)
          .join(' '),
      ])
      return columns([['WHEN', 'WHO', 'FROM', 'WHAT', 'WITH'], ...rows])
    },
  },
  versions: {
    usage: 'versions MESSAGE                    show what a message said before its edits',
    words: [1, 1],
    async run({ app }, [id = '']) {
      if (!/^[0-9]{1,15}$/.test(id)) throw new CommandError('A message is named by its number.')
      const { versions } = await readVersions(app, commandLine, id)
      return versions.map(({ content, replaced_at }) => `until ${replaced_at}:\n${content}\n`).join('\n')
    },
  },
}

/**
 * Does what the words say and returns what to print.
 * @throws CommandError, or DomainError from what is done
 */
export async function runAdminCommand(needs: Needs, { words, flags }: AdminCommand): Promise<string> {
  const [name = '', ...rest] = words
  const command = Object.hasOwn(adminCommands, name) ? adminCommands[name] : undefined
  if (!command || rest.length < command.words[0] || rest.length > command.words[1]) {
    throw new CommandError(adminUsage())
  }
  return command.run(needs, rest, flags)
}

export function adminUsage(): string {
  return Object.values(adminCommands)
    .map(({ usage }) => `natter admin ${usage}`)
    .join('\n')
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'It'}: ${message}.`)
  throw new CommandError(problems.join(' '))
}

function rowOf({ username, role, disabled_at, created_at }: Person): string[] {
  return [username, role, disabled_at === null ? 'active' : 'disabled', created_at]
}

function sentence({ username, role, disabled_at }: Person): string {
  return `${username} is ${role === 'member' ? 'a' : 'an'} ${role}${disabled_at === null ? '' : ', and disabled'}.`
}
