/** `import … from 'x'`, `import type … from 'x'`, `export … from 'x'` and `import 'x'`, over any number of lines. */
const declared = /^[ \t]*(?:import|export)\b(?:[^;'"`]*?\bfrom)?\s*['"]([^'"]+)['"]/gm
const called = /\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g
const comment = /\/\*.*?\*\/|^[ \t]*\/\/.*$/gms

/** Everything a file names in an import, types and imports at run time included. */
export function importsOf(text: string): string[] {
  const code = text.replaceAll(comment, '')
  return [declared, called].flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name))
}

/** The repository's own file an import leads to, without its ending; null for a package. */
export function ownFile(from: string, name: string): string | null {
  if (name.startsWith('#')) return withoutEnding(name.slice(1))
  if (!name.startsWith('.')) return null
  const parts = from.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return withoutEnding(parts.join('/'))
}

export function withoutEnding(path: string): string {
  return path.replace(/\.(ts|tsx|mjs)$/, '')
}

/** `hono/cookie` is of `hono`, `node:fs` of `node`, `bun:sqlite` of `bun`. */
export function packageOf(name: string): string {
  const [first = '', second = ''] = name.split('/')
  if (name.startsWith('@')) return `${first}/${second}`
  return first.split(':')[0] ?? first
}
