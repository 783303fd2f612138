import { accessSync, constants } from "node:fs";

/** Reads the settings in .env, where there is one. One that cannot be read is not taken for none. */
export function loadSettingsFile() {
  try {
    accessSync(".env", constants.R_OK);
  } catch (error) {
    if (error.code === "ENOENT") return;
    console.error(`The settings in .env cannot be read (${error.code}): run this as the user of the app.`);
    process.exit(1);
  }
  process.loadEnvFile(".env");
}
