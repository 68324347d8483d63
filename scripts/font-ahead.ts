import type { Plugin } from 'vite'

const latin = /-latin-wght-normal-[\w-]+\.woff2$/

/**
 * Lets the page ask for the face of most letters at once: found only in the style, it would come after the first lines were laid
 * out, and they would be laid out again.
 */
export function fontAhead(): Plugin {
  return {
    name: 'font-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_page, { bundle = {} }) {
        const path = Object.keys(bundle).find((name) => latin.test(name))
        if (!path) throw new Error('The style has no face for Latin letters.')
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${path}` }
        return [{ tag: 'link', attrs, injectTo: 'head' }]
      },
    },
  }
}
