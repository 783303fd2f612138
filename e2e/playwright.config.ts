import { defineConfig, devices } from "@playwright/test";
import { systemChromium } from "./support/chromium.mjs";

const executablePath = systemChromium();

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  globalSetup: "./support/build.ts",
  outputDir: "test-results",
  // A worker is a newsroom of its own (support/newsroom.ts); two fill two cores.
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  reporter: process.env.MUSTER_TEST_REPORT
    ? [["list"], ["json", { outputFile: process.env.MUSTER_TEST_REPORT }]]
    : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
