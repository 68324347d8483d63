import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const script = /<(?:script|link rel="modulepreload")[^>]* (?:src|href)="([^"]+\.js)"/g
const style = /<link rel="stylesheet"[^>]* href="([^"]+\.css)"/g

/** What a first visit loads before anything can be shown, in kB as brotli leaves it. */
export function sizes(folder: string): { script: number; style: number } {
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  return { script: compressed(folder, page, script), style: compressed(folder, page, style) }
}

function compressed(folder: string, page: string, linked: RegExp): number {
  const files = [...page.matchAll(linked)].map(([, address = '']) => join(folder, address))
  if (files.length === 0) throw new Error(`index.html links nothing of the kind ${linked}`)
  return files.reduce((sum, file) => sum + sentBytes(file), 0) / 1000
}

/** Files too small to gain by it have no compressed twin. */
function sentBytes(file: string): number {
  const twin = `${file}.br`
  return statSync(existsSync(twin) ? twin : file).size
}
