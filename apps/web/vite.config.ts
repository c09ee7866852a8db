import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstScreenWeight } from './first-screen-weight.ts';

const HOST = '127.0.0.1';
const DEFAULT_WEB_PORT = 5173;
const bffUrl = process.env.FLOTILLA_BFF_URL ?? 'http://127.0.0.1:8711';
const port = Number(process.env.FLOTILLA_WEB_PORT ?? DEFAULT_WEB_PORT);
const proxy = { '/api': { target: bffUrl }, '/live': { target: bffUrl, ws: true } };

export default defineConfig({
  plugins: [react(), firstScreenWeight()],
  resolve: {
    // monaco-yaml still asks for the paths of monaco-editor before 0.56, which doubled their prefix since.
    alias: [{ find: /^monaco-editor\/esm\/vs\/(.*)$/, replacement: 'monaco-editor/$1' }],
  },
  worker: { format: 'es' },
  server: { host: HOST, port, strictPort: true, proxy },
  preview: { host: HOST, port, strictPort: true, proxy },
  build: {
    target: 'es2022',
    outDir: 'dist',
    sourcemap: false,
    chunkSizeWarningLimit: 4_000,
    modulePreload: { polyfill: false },
  },
});
