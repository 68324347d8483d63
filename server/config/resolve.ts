import { presets, profiles } from '../policy'
import { type Environment, readEnvironment } from './environment'
import { ConfigError } from './error'
import { readFile } from './file'
import { readFlags } from './flags'
import { type KeyName, keyNames, keys, usualPublicUrl } from './keys'
import { flagName } from './names'
import { allowed } from './types'

export interface Sources {
  /** What stands after the command's name. */
  argv: readonly string[]
  env: Environment
  /** The working directory: `natter.toml` and relative paths are looked up from it. */
  cwd: string
}

/** One key with its value and where that came from: `--port`, `NATTER_PORT`, `natter.toml`, `profile team`, `default`. */
export interface Setting {
  name: KeyName
  value: unknown
  /** What the key is when nobody sets it. */
  usual: unknown
  origin: string
}

interface Layer {
  values: ReadonlyMap<string, unknown>
  /** Where this layer has a key from. */
  origin(name: string): string
}

/**
 * Finds every key's value: a flag wins over the environment, the environment over the file, the file over the
 * profile's preset, which covers the policy keys, and that over the default. Throws `ConfigError` on the first
 * thing that is wrong.
 */
export function resolveSettings({ argv, env, cwd }: Sources): Setting[] {
  const flags = readFlags(argv)
  const environment = readEnvironment(env)
  const file = readFile(flags.file ?? environment.file, cwd)
  const layers: Layer[] = [
    { values: flags.values, origin: flagName },
    { values: environment.values, origin: environment.variableOf },
    { values: file.values, origin: () => file.name },
  ]
  const chosen = (name: KeyName) => choose(name, layers)?.value ?? keys[name].parse(undefined)
  const profile = profiles.find((known) => known === chosen('profile')) ?? 'team'
  const usually = new Map<string, unknown>(Object.entries(presets[profile]))
  usually.set('public_url', usualPublicUrl(Number(chosen('port'))))

  return keyNames.map((name) => {
    const usual = usually.has(name) ? usually.get(name) : keys[name].parse(undefined)
    const own = choose(name, layers)
    const origin = own?.origin ?? (name in presets[profile] ? `profile ${profile}` : 'default')
    return { name, value: own ? own.value : usual, usual, origin }
  })
}

/** The checked value of the first layer that has the key. */
function choose(name: KeyName, layers: Layer[]): { value: unknown; origin: string } | null {
  const layer = layers.find((candidate) => candidate.values.has(name))
  if (!layer) return null
  const origin = layer.origin(name)
  return { value: check(name, layer.values.get(name), origin), origin }
}

function check(name: KeyName, value: unknown, origin: string): unknown {
  const schema = keys[name]
  const { unavailable, hide } = schema.meta() ?? {}
  if (unavailable) {
    throw new ConfigError(
      `${name} is set by ${origin}, but this version of Natter cannot use ${unavailable}.`,
    )
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const given = hide ? 'another value' : JSON.stringify(value)
  throw new ConfigError(`${name} must be ${allowed(schema)}, but ${origin} sets ${given}.`)
}
