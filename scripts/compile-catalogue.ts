import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compile } from '@inlang/paraglide-js'

const folder = 'dist/catalogue'
const stampFile = `${folder}/stamp`

/** Turns web/catalogue into one function a sentence, in dist/catalogue, unless it is there already. */
export async function compileCatalogue(root: string): Promise<void> {
  const hash = catalogueHash(root)
  const stamp = join(root, stampFile)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  await compile({
    project: join(root, 'web/project.inlang'),
    outdir: join(root, folder),
    outputStructure: 'message-modules',
    // Which one it is, web/src/ui/language.ts says.
    strategy: ['baseLocale'],
    isServer: 'false',
    emitReadme: false,
    emitPrettierIgnore: false,
  })
  writeFileSync(stamp, hash)
}

function catalogueHash(root: string): string {
  const hash = createHash('sha256')
  const files = [...new Bun.Glob('web/{catalogue,project.inlang}/**/*.json').scanSync({ cwd: root })].sort()
  for (const file of [...files, 'package-lock.json', 'scripts/compile-catalogue.ts']) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

if (import.meta.main) await compileCatalogue(resolve(import.meta.dir, '..'))
