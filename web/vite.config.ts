import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Built for a strict Content-Security-Policy: no inline script, no inline style, nothing from elsewhere. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  // See docs/decisions/018-schemas-of-two-kinds.md.
  resolve: { alias: [{ find: /^zod$/, replacement: 'zod/mini' }] },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What the first visit loads is held to a budget of its own, in bench/web/budgets.ts.
    chunkSizeWarningLimit: 1000,
    // What the first visit loads is one file, in the order of its imports: strict-csp.ts comes before any schema, and it
    // compresses better than many files do.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
})
