import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];

/** A browser the system has; undefined leaves the choice to Playwright's own download. */
export function systemChromium() {
  return PLACES.find((path) => existsSync(path));
}
