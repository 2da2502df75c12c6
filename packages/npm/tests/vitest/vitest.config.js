import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { globalSetup: 'esia-mock/vitest/server', include: ['**/*.spec.js'] } });
