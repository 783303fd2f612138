/** What `--help` says of each command, by its name. */
export const HELP: Record<string, string> = {
  "db:migrate":
    "npm run db:migrate\n  Brings the database to the newest schema. Not while the app runs on PGlite: it migrates at start.",
  verify: "npm run verify\n  Proves count = ledger = rows = breakdown. Exit 1 and the differences if not.",
  articles:
    "npm run articles -- import <wordpress, markdown, rss or ghost> <url or folder> [--key <Ghost's Content API key>]\n  [--language en or uk] [--canonical source or here]\n  Brings articles here and keeps them as they are there: run it again and changes and deletions follow.\n  --canonical source sends search engines to the original.",
  backup:
    "npm run backup -- <file>\n  Writes the whole database, as it is at one moment, to one new file. The app may run.",
  restore:
    "npm run restore -- <file>\n  Puts a backup in the place of everything the database holds, on either engine. Not while the app runs. Mail is\n  held until it is released, staff sign in again.",
  mail: "npm run mail -- release\n  Lets mail go out again that a restore has held.",
  count:
    "npm run count [-- --compare <csv>]\n  Stores nothing. Prints who would count and who would not, by reason. --compare explains the difference to another\n  system's member list, a CSV with a column of e-mail addresses.",
  doctor:
    "npm run doctor\n  Checks Stripe's key and its permissions, the webhook endpoint and its events, products, clock, database and streams,\n  and says what to do. Reads only. Exit 0 when all is well.",
  "stripe:backfill":
    "npm run stripe:backfill [-- --preview]\n  Counts the members who already exist in Stripe, of every status, as one dated step of the ledger. Stopped, it goes\n  on where it was when it is run again. --preview shows the effect and counts nothing.",
  "stripe:reconcile":
    "npm run stripe:reconcile [-- --dry-run]\n  Compares everything with Stripe, prints the differences and repairs them. --dry-run only compares.\n  Exit 0 when everything agrees in the end, 1 when something differs or could not be repaired.",
  "stripe:replay":
    "npm run stripe:replay -- <event id or --failed>\n  Applies a stored event again, or all that failed. Exit 1 when one fails again.",
  simulate:
    "npm run simulate -- --members 500 --rate 20\n  Sends readers through the emulator's Checkout. Needs a running demo or development server.",
  staff:
    "npm run staff -- add <email> [--role viewer|editor|admin] | reset <email> | role <email> <role>\n  Adds a staff account, or gives an existing one a new password and role; resets password and second factor; changes a role. Prints a password once.",
};
