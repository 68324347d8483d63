import { ConfigError } from './error'
import { keyNames, keys } from './keys'
import { flagName, nearest } from './names'
import { fromText, isBoolean } from './types'

/** Reads `--name value` and `--name=value`; for booleans `--name`, `--name=false` and `--no-name`. */
export function readFlags(argv: readonly string[]): { values: Map<string, unknown>; file: string | null } {
  const values = new Map<string, unknown>()
  let file: string | null = null
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!word.startsWith('--')) throw new ConfigError(`"${word}" is not expected here: flags start with --.`)
    const { flag, text } = split(word)
    if (flag === '--config') {
      file = text ?? next(flag, rest)
      continue
    }
    const { name, isNegated } = known(flag)
    if (isNegated && text !== null) throw new ConfigError(`The flag ${flag} takes no value.`)
    if (isBoolean(keys[name])) values.set(name, text === null ? !isNegated : fromText(keys[name], text))
    else values.set(name, fromText(keys[name], text ?? next(flag, rest)))
  }
  return { values, file }
}

/**
 * Takes a command's own flags out of `argv`, so that the rest can be read as configuration. Each takes a value.
 * Throws `ConfigError` when a value is missing.
 */
export function takeFlags(argv: readonly string[], names: readonly string[]) {
  const taken = new Map<string, string>()
  const rest: string[] = []
  const words = [...argv]
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const { flag, text } = split(word)
    const name = names.find((candidate) => flag === `--${candidate}`)
    if (name === undefined) rest.push(word)
    else taken.set(name, text ?? next(flag, words))
  }
  return { taken, rest }
}

function split(word: string): { flag: string; text: string | null } {
  const at = word.indexOf('=')
  return at < 0 ? { flag: word, text: null } : { flag: word.slice(0, at), text: word.slice(at + 1) }
}

function next(flag: string, rest: string[]): string {
  const value = rest.shift()
  if (value === undefined || value.startsWith('--')) throw new ConfigError(`The flag ${flag} needs a value.`)
  return value
}

function known(flag: string) {
  for (const name of keyNames) {
    if (flag === flagName(name)) return { name, isNegated: false }
    if (isBoolean(keys[name]) && flag === `--no-${flagName(name).slice(2)}`) return { name, isNegated: true }
  }
  const all = ['--config', ...keyNames.map(flagName)]
  throw new ConfigError(`There is no flag ${flag}. The nearest is ${nearest(flag, all)}.`)
}
