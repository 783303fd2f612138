import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    include: [
      "{domain,db,server,components,cli,stripe-emulator,app,deploy,soak}/**/*.test.{ts,tsx}",
      "*.test.ts",
    ],
    globalSetup: ["db/testing/global-setup.ts"],
    // The default leaves one core of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files keep to databases of their own and share what they import: a third of the time is not reading it again.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
