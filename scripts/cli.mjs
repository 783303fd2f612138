import { access, constants } from "node:fs/promises";
import { loadSettingsFile } from "./settings-file.mjs";

process.env.NODE_ENV ??= "production";
const bundle = new URL("../dist/cli.mjs", import.meta.url);

// With the build tools installed the command line is bundled anew, so that it is never older than the code. The user
// that the app runs as may not write into the code: there the build's is taken.
const mayWrite = await access(bundle, constants.W_OK).then(
  () => true,
  (error) => error.code === "ENOENT",
);
const tools = mayWrite ? await import("./bundle.mjs").catch(() => null) : null;
if (tools) await tools.bundleCommandLine();
else {
  await access(bundle).catch(() => {
    console.error("There is no build yet: run npm run build first.");
    process.exit(1);
  });
}
loadSettingsFile();
await import(bundle.href);
