import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError } from './error'
import { keyNames } from './keys'
import { nearest } from './names'

const usualFile = 'natter.toml'

/**
 * Reads the configuration file: the one asked for, which must exist, or `natter.toml` in the working directory if
 * it is there. Tables stand for the parts before the dots: `[passwords] algorithm = …` is `passwords.algorithm`.
 */
export function readFile(asked: string | null, cwd: string): { values: Map<string, unknown>; name: string } {
  const name = asked ?? usualFile
  const path = resolve(cwd, name)
  if (!existsSync(path)) {
    if (asked === null) return { values: new Map(), name }
    throw new ConfigError(`The configuration file ${name} does not exist.`)
  }
  const values = new Map(flatten(parse(name, readFileSync(path, 'utf8'))))
  for (const key of values.keys()) {
    if (keyNames.some((known) => known === key)) continue
    throw new ConfigError(
      `There is no key ${key}, which ${name} sets. The nearest is ${nearest(key, keyNames)}.`,
    )
  }
  return { values, name }
}

function parse(name: string, text: string): object {
  try {
    return Bun.TOML.parse(text)
  } catch (error) {
    throw new ConfigError(`${name} is not valid TOML: ${error instanceof Error ? error.message : error}.`)
  }
}

function flatten(table: object, prefix = ''): [string, unknown][] {
  return Object.entries(table).flatMap(([part, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
      ? flatten(value, `${prefix}${part}.`)
      : [[`${prefix}${part}`, value]],
  )
}
