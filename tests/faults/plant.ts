import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A change to the program's own source, made while it is loaded: a bug that tests must notice. */
export interface Change {
  /** Relative to the repository. */
  file: string
  /** Text that stands there exactly once. */
  instead: string
  put: string
}

const root = join(import.meta.dir, '..', '..')

/** Makes every later import see the changed source. For processes that exist to be broken, never for the program. */
export function plant(changes: readonly Change[]): void {
  for (const [file, ofFile] of Map.groupBy(changes, (change) => change.file)) {
    const path = join(root, file)
    if (!existsSync(path)) throw new Error(`there is no ${file} to plant anything in`)
    Bun.plugin({
      name: `planted in ${file}`,
      setup(build) {
        build.onLoad({ filter: new RegExp(`^${RegExp.escape(path)}$`) }, async () => ({
          contents: ofFile.reduce(apply, await Bun.file(path).text()),
          loader: 'ts',
        }))
      },
    })
  }
}

function apply(source: string, { file, instead, put }: Change): string {
  if (source.split(instead).length !== 2) throw new Error(`${file} does not contain exactly once: ${instead}`)
  return source.replace(instead, () => put)
}
