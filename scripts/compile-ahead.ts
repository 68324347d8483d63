import type { Plugin } from 'vite'

/**
 * Asks browsers to compile the first script while it comes in, beside the page: nearly all of it runs before anything is seen, and
 * function by function the page would wait for each. Chrome knows the comment; to others it is one.
 */
export function compileAhead(): Plugin {
  return {
    name: 'compile-ahead',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const part of Object.values(bundle))
          if (part.type === 'chunk' && part.isEntry) part.code = `//# allFunctionsCalledOnLoad\n${part.code}`
      },
    },
  }
}
