import { existsSync } from "node:fs";

/** Chromium without windows: what Playwright itself would take, and twice as fast to open a page. */
const HEADLESS = "/usr/bin/chromium-headless-shell";
const PLACES = [HEADLESS, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];

export function hasHeadlessChromium() {
  return existsSync(HEADLESS);
}

/** A browser the system has; undefined leaves the choice to Playwright's own download. */
export function systemChromium() {
  return PLACES.find((path) => existsSync(path));
}
