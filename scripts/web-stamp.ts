import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What the built web client is made of. */
const sources = [
  'web',
  'client',
  'protocol',
  'package.json',
  'package-lock.json',
  'scripts/before-paint.ts',
  'scripts/build-web.ts',
  'scripts/build-worker.ts',
  'scripts/compile-ahead.ts',
  'scripts/compile-catalogue.ts',
  'scripts/emoji-names.ts',
  'scripts/font-ahead.ts',
  'scripts/language-packs.ts',
]
const stampFile = 'dist/web.stamp'

/** Names the contents of everything the web client is built from. It changes when any of them does. */
export function webSourcesHash(root: string): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesIn(join(root, source))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return hash.digest('hex')
}

export function isWebBuilt(root: string): boolean {
  const stamp = join(root, stampFile)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === webSourcesHash(root)
}

export function webStampFile(root: string): string {
  return join(root, stampFile)
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
