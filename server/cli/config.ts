import { keys } from '../config/keys'
import { resolveSettings, type Setting, type Sources } from '../config/resolve'
import { columns } from './columns'

/** Prints every key with its value, default, origin and meaning. Throws `ConfigError` as a start would. */
export function runConfig(sources: Sources): void {
  console.log(configTable(resolveSettings(sources)))
}

/** One line a key, in columns. A secret is never shown, only whether it is set. */
export function configTable(settings: Setting[]): string {
  const rows = settings.map((setting) => [
    setting.name,
    shown(setting, setting.value),
    shown(setting, setting.usual),
    setting.origin,
    keys[setting.name].meta()?.description ?? '',
  ])
  return columns([['KEY', 'VALUE', 'DEFAULT', 'ORIGIN', 'MEANING'], ...rows])
}

function shown({ name }: Setting, value: unknown): string {
  if (value === null) return 'not set'
  const hide = keys[name].meta()?.hide
  if (hide === 'all') return 'set'
  if (hide === 'password') return withoutPassword(String(value))
  return Array.isArray(value) ? value.join(',') || 'none' : String(value)
}

/** Both places a database address can carry a password in are masked: before the @ and in the query. */
function withoutPassword(address: string): string {
  const url = new URL(address)
  if (url.password !== '') url.password = '***'
  for (const name of url.searchParams.keys()) {
    if (name.includes('password')) url.searchParams.set(name, '***')
  }
  return url.href
}
