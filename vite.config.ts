import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The interface. Paths are relative, so that one build works over http and over `app://`. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  // Nothing is inlined: the content security policy allows no data: scripts or fonts.
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome150',
    sourcemap: 'hidden',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
  },
});
