import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Built for a strict Content-Security-Policy: no inline script, no inline style, nothing from elsewhere. */
export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Where schemas are in several files, each of them loads this one first: so strict-csp.ts comes before any schema.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'zod', test: /\/node_modules\/zod\/|\/strict-csp\.ts$/ }] },
      },
    },
  },
})
