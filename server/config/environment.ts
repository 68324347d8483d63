import { ConfigError } from './error'
import { keyNames, keys } from './keys'
import { environmentName, nearest } from './names'
import { fromText } from './types'

export type Environment = Readonly<Record<string, string | undefined>>

/** Names that an app at Spotify is often given in. They count together only: others use such names too. */
const spotify = {
  CLIENT_ID: 'spotify.client_id',
  CLIENT_SECRET: 'spotify.client_secret',
  redirect_uri: 'spotify.redirect_uri',
} as const

/** Reads the `NATTER_*` variables. An empty one counts as not set, as container files often leave them. */
export function readEnvironment(environment: Environment): {
  values: Map<string, unknown>
  file: string | null
  /** The variable that sets a key. */
  variableOf(name: string): string
} {
  const alone = spotifyVariables(environment)
  const values = new Map<string, unknown>(alone.map(([variable, name]) => [name, environment[variable]]))
  const variables = new Map<string, string>(alone.map(([variable, name]) => [name, variable]))
  let file: string | null = null
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith('NATTER_') || !text) continue
    if (variable === 'NATTER_CONFIG') file = text
    else {
      const name = known(variable)
      values.set(name, fromText(keys[name], text))
      variables.set(name, variable)
    }
  }
  return { values, file, variableOf: (name) => variables.get(name) ?? environmentName(name) }
}

function spotifyVariables(environment: Environment): [variable: string, key: string][] {
  const isComplete = Object.keys(spotify).every((variable) => environment[variable])
  return isComplete ? Object.entries(spotify) : []
}

function known(variable: string) {
  const name = keyNames.find((candidate) => environmentName(candidate) === variable)
  if (name !== undefined) return name
  const all = ['NATTER_CONFIG', ...keyNames.map(environmentName)]
  throw new ConfigError(
    `There is no environment variable ${variable}. The nearest is ${nearest(variable, all)}.`,
  )
}
