/** What `--help` says of the commands that are scripts; the others have theirs in cli/help.ts, bench and soak. */
const HELP = {
  demo: `npm run demo
  The whole thing on loopback: builds if need be, starts the app with a local Stripe and a sample newsroom, and prints
  addresses and a staff login. Ctrl-C stops it, starting again keeps the data. Settings: .env.example.`,
  dev: `npm run dev
  The same as the demo, reloading as you edit.`,
  build: `npm run build
  Builds pages, server and scripts for npm start and npm run demo. Not while the app runs from this folder.`,
  start: `npm start
  Production. Refuses to start while a setting is missing or wrong, and lists every problem at once: .env.example.`,
  test: `npm test
  Everything a change must pass: format, lint, types, unused code, unit and database tests, a real browser. Installs what
  it needs, or says how to. Ends with "N passed, N failed".`,
};

/** Prints what a command does and ends, when that is all that was asked for. */
export function helpIfAsked(name) {
  if (!process.argv.includes("--help")) return;
  console.log(HELP[name]);
  process.exit(0);
}
