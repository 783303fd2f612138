import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** Takes a picture of every page in every mode, for a person to look at: `npm run screens`. */
export default defineConfig(tests, {
  testMatch: ["screens.ts", "staff-screens.ts"],
  workers: 1,
  timeout: 1_800_000,
  reporter: "line",
});
