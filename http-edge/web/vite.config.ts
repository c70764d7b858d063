import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // The simulator mounts the application here; its routes are under the same prefix.
  base: '/simulator/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // Every supported browser preloads modules by itself.
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/simulator/api': 'http://127.0.0.1:8080',
      '/simulator/graph': 'http://127.0.0.1:8080',
    },
  },
});
