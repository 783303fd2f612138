import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** The counter inside a real WordPress, for which the system's packages are needed: `npm run wordpress`. */
export default defineConfig(tests, { testMatch: "wordpress.ts", workers: 1 });
