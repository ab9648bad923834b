import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vite';

// The window: what is needed at first paint in few files, the rest as it is asked for.
export default defineConfig({
  root: join(import.meta.dirname, 'src/renderer'),
  logLevel: 'warn',
  publicDir: false,
  plugins: [react()],
  build: {
    target: 'chrome130',
    sourcemap: true,
    outDir: process.env['TAPEDECK_BUILD_DIR'] ?? join(import.meta.dirname, 'out/window'),
    emptyOutDir: true,
    // Files beside the page, never inside it: its policy allows nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
