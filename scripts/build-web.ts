import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { beforePaint } from './before-paint'
import { buildWorker } from './build-worker'
import { compileAhead } from './compile-ahead'
import { compileCatalogue } from './compile-catalogue'
import { emojiNames } from './emoji-names'
import { fontAhead } from './font-ahead'
import { languagePacks } from './language-packs'
import { webSourcesHash, webStampFile } from './web-stamp'

const compressible = /\.(html|js|css|json|svg|webmanifest|txt|wasm)$/
/** Below this, the headers weigh more than what compressing saves. */
const smallestBytes = 512

/**
 * Builds the web client into dist/web, with compressed twins beside each file that gains by it. The folder is
 * replaced in one step, so that an interrupted build leaves the one before it.
 */
async function buildWeb(root: string): Promise<void> {
  const hash = webSourcesHash(root)
  const finished = join(root, 'dist', 'web')
  const fresh = join(root, 'dist', `web-${process.pid}`)
  const old = join(root, 'dist', `web-${process.pid}-old`)
  mkdirSync(fresh, { recursive: true })
  try {
    await compileCatalogue(root)
    await build({
      root: join(root, 'web'),
      configFile: join(root, 'web', 'vite.config.ts'),
      plugins: [beforePaint(), compileAhead(), emojiNames(), fontAhead(), languagePacks()],
      build: { outDir: fresh, emptyOutDir: true },
      logLevel: 'warn',
    })
    await buildWorker(root, fresh)
    compressFolder(fresh)
    rmSync(webStampFile(root), { force: true })
    if (existsSync(finished)) renameSync(finished, old)
    renameSync(fresh, finished)
    writeFileSync(webStampFile(root), hash)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(old, { recursive: true, force: true })
  }
}

function compressFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && compressible.test(entry.name)) compressFile(join(entry.parentPath, entry.name))
  }
}

function compressFile(path: string): void {
  const bytes = readFileSync(path)
  if (bytes.length <= smallestBytes) return
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, brotli))
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }))
}

if (import.meta.main) await buildWeb(resolve(import.meta.dir, '..'))
