import { z } from 'zod'
import type { App } from '../../context'
import { readSetting, replaceSetting } from '../../store/settings'
import { note } from '../audit/note'

const setting = 'noted_config'
const kept = z.record(z.string(), z.string())

/** Notes in the audit log which keys of the configuration are others than at the start before. Secrets are no part. */
export async function noteConfig(app: App): Promise<void> {
  const now = shownConfig(app)
  await app.store.transaction(async (tx) => {
    const text = await readSetting(tx, setting)
    await replaceSetting(tx, setting, JSON.stringify(now))
    if (text === null) return
    const before = kept.parse(JSON.parse(text))
    const keys = Object.keys(now).filter((key) => now[key] !== before[key])
    if (keys.length === 0) return
    await note(tx, {
      event: 'config_changed',
      account_id: null,
      address: null,
      details: { keys: keys.join(', ') },
    })
  })
}

/** What decides who may do what, as text by key. */
function shownConfig({ config, policy }: App): Record<string, string> {
  const { profile, publicUrl, origins, proxies, login, limits, passwords } = config
  const values = { ...policy, profile, public_url: publicUrl, origins, proxies, login, limits, passwords }
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]))
}
