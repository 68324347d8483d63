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
    rolldownOptions: {
      output: {
        // What src/strict-csp.ts tells zod has to be told in the script that brings zod, before any that uses it.
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|strict-csp/ }] },
      },
    },
  },
})
