import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const tags = /^ *<script src="(\/before-paint\/\w+\.js)"><\/script>\n/gm

/**
 * Makes one file, named after its content, of the scripts that run before the first paint. The page waits for them each
 * time: under a name of that kind they come from the device, and the server is not asked whether they have changed.
 */
export function beforePaint(): Plugin {
  let root = ''
  let path = ''
  return {
    name: 'before-paint',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    buildStart() {
      const page = readFileSync(join(root, 'index.html'), 'utf8')
      const source = [...page.matchAll(tags)]
        .map(([, script = '']) => readFileSync(join(root, script)))
        .join('')
      if (source === '') throw new Error('index.html has no script that runs before the first paint.')
      path = `assets/before-paint-${createHash('sha256').update(source).digest('base64url').slice(0, 8)}.js`
      this.emitFile({ type: 'asset', fileName: path, source })
    },
    transformIndexHtml: {
      order: 'pre',
      handler(page) {
        const [first] = page.match(tags) ?? []
        return page
          .replace(first ?? '', `    <script vite-ignore src="/${path}"></script>\n`)
          .replace(tags, '')
      },
    },
  }
}
