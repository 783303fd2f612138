import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** Takes the pictures of the documents, as `npm run pictures`. */
export default defineConfig(tests, {
  testMatch: "pictures.ts",
  workers: 1,
  timeout: 120_000,
  reporter: "line",
});
