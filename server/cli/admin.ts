import { createApp } from '../app'
import { loadConfig } from '../config'
import { takeFlags } from '../config/flags'
import { type AdminCommand, runAdminCommand } from './admin-commands'
import { askServer } from './control'

const ownFlags = ['uses', 'days', 'limit', 'event', 'before', 'after']

/**
 * `natter admin …`: has the running server do it, or opens the database itself when none runs.
 * @throws ConfigError, CommandError, DomainError
 */
export async function admin(argv: readonly string[]): Promise<void> {
  const firstFlag = argv.findIndex((word) => word.startsWith('--'))
  const words = firstFlag < 0 ? [...argv] : argv.slice(0, firstFlag)
  const { taken, rest } = takeFlags(firstFlag < 0 ? [] : argv.slice(firstFlag), ownFlags)
  const config = loadConfig({ argv: rest, env: process.env, cwd: process.cwd() })
  const command: AdminCommand = { words, flags: Object.fromEntries(taken) }
  const printed = (await askServer(config.data, command)) ?? (await runAlone())
  process.stdout.write(`${printed}\n`)

  async function runAlone(): Promise<string> {
    const app = await createApp({ ...config, log: { ...config.log, level: 'warn' } })
    try {
      return await runAdminCommand({ app, connections: () => 0 }, command)
    } finally {
      await app.store.close()
    }
  }
}
