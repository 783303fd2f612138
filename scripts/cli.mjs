import { access } from "node:fs/promises";

process.env.NODE_ENV ??= "production";
const bundle = new URL("../dist/cli.mjs", import.meta.url);

// With the build tools installed the command line is bundled anew, so that it is never older than the code.
const tools = await import("./bundle.mjs").catch(() => null);
if (tools) await tools.bundleCommandLine();
else {
  await access(bundle).catch(() => {
    console.error("There is no build yet: run npm run build first.");
    process.exit(1);
  });
}
if (
  await access(".env").then(
    () => true,
    () => false,
  )
)
  process.loadEnvFile(".env");
await import(bundle.href);
