import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** What the program needs when there is no network. Rare letters are fetched when they are first shown. */
const isOfShell = (path: string) => /^\/assets\/.*\.(js|css|woff2|svg)$/.test(path) && !/-ext-/.test(path)

/**
 * Builds the service worker beside the files of a web client that is built already. It knows what the shell is made of, and
 * is another one whenever any of that is: so a browser notices by this one file that there is a newer version.
 */
export async function buildWorker(root: string, folder: string): Promise<void> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/')}`)
    .filter(isOfShell)
    .toSorted()
  const version = createHash('sha256')
  for (const path of ['/index.html', ...files]) version.update(path).update(readFileSync(join(folder, path)))

  const { outputs } = await Bun.build({
    entrypoints: [join(root, 'web', 'src', 'offline', 'worker', 'service-worker.ts')],
    target: 'browser',
    minify: true,
    define: {
      shellFiles: JSON.stringify(['/', ...files]),
      shellVersion: JSON.stringify(version.digest('base64url').slice(0, 16)),
    },
  })
  const [worker] = outputs
  if (!worker) throw new Error('The service worker could not be built.')
  writeFileSync(join(folder, 'service-worker.js'), await worker.text())
}
