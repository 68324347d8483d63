import { ConfigError } from './error'
import { keyNames, keys } from './keys'
import { environmentName, nearest } from './names'
import { fromText } from './types'

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads the `NATTER_*` variables. An empty one counts as not set, as container files often leave them. */
export function readEnvironment(environment: Environment): {
  values: Map<string, unknown>
  file: string | null
} {
  const values = new Map<string, unknown>()
  let file: string | null = null
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('NATTER_') || !text) continue
    if (variable === 'NATTER_CONFIG') file = text
    else {
      const name = known(variable)
      values.set(name, fromText(keys[name], text))
    }
  }
  return { values, file }
}

function known(variable: string) {
  const name = keyNames.find((candidate) => environmentName(candidate) === variable)
  if (name !== undefined) return name
  const all = ['NATTER_CONFIG', ...keyNames.map(environmentName)]
  throw new ConfigError(
    `There is no environment variable ${variable}. The nearest is ${nearest(variable, all)}.`,
  )
}
