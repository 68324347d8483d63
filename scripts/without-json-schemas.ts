import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const moduleOfZod = /\/node_modules\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/

/**
 * Leaves out of the page how zod turns its schemas into JSON schemas, a fifth of it, which its methods name and only the
 * server calls. A page that called one would be told so by an error.
 */
export function withoutJsonSchemas(): Plugin {
  return {
    name: 'without-json-schemas',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (moduleOfZod.test(id) ? refusing(id) : null),
  }
}

/** A module with the same exports. An import of one that is missing here would stop the build. */
function refusing(path: string): string {
  const code = readFileSync(path, 'utf8')
  const names = [...code.matchAll(/^export (?:(?:const|function) |\{ \w+ as )(\w+)/gm)].map(
    ([, name]) => name,
  )
  if (names.length === 0)
    throw new Error(`${path} exports nothing that scripts/without-json-schemas.ts knows.`)
  return `function refuse() { throw new Error('The page makes no JSON schemas.') }
export { ${names.map((name) => `refuse as ${name}`).join(', ')} }`
}
