import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** More than a minute of work in one file; begun last it would leave every other core idle. */
const LONGEST = "soak/histories/";

/** The order a clean clone has, with the longest file first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes(LONGEST);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

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
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
