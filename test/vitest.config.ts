/** How the tests run: in processes of their own (native modules, kills, ports), as many as there are cores, never in watch mode. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: '100%',
    watch: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Where a skipped test stands in its file: run.ts reads the reason there.
    includeTaskLocation: true,
    reporters: ['default'],
  },
});
