import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Two pages, each mounted by the edge under a prefix of its own: `vite build` makes the simulator,
// `vite build --mode display` after it the display of the waiting room.
export default defineConfig(({ mode }) => {
  const display = mode === 'display';
  return {
    base: display ? '/display/' : '/simulator/',
    plugins: [react()],
    build: {
      outDir: display ? 'dist/display' : 'dist',
      // Televisions keep the browser that they were sold with.
      target: display ? 'es2020' : 'es2022',
      // Every supported browser preloads modules by itself.
      modulePreload: { polyfill: false },
      ...(display ? { rolldownOptions: { input: 'display.html' } } : {}),
    },
    server: {
      proxy: {
        '/simulator/api': 'http://127.0.0.1:8080',
        '/simulator/graph': 'http://127.0.0.1:8080',
        '^/display/[^/]+/(board|events)$': 'http://127.0.0.1:8080',
      },
    },
  };
});
