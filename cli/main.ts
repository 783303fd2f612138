import { resolve } from "node:path";
import { HELP } from "./help";
import { runThroughSocket } from "./run-through-socket";

const [command = "", ...given] = process.argv.slice(2);
// The app that runs the command may have another working folder.
const isFile = (arg: string, i: number) =>
  /^(backup|restore)$/.test(command)
    ? !arg.startsWith("-")
    : given[i - 1] === (command === "articles" ? "markdown" : "--compare");
const args = given.map((arg, i) => (isFile(arg, i) ? resolve(arg) : arg));
const help = HELP[command];
if (!help || args.includes("--help")) {
  console.log(help ?? Object.values(HELP).join("\n\n"));
  process.exit(help ? 0 : 2);
}

try {
  process.exit((await runThroughSocket(command, args)) ?? (await runAlone()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** The database, Stripe and all the rest are read only now: most commands find a running app, which has them. */
async function runAlone(): Promise<number> {
  const { runDirectly } = await import("./run-directly");
  return runDirectly(command, args, resolve(import.meta.dirname, ".."));
}
