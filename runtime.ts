import type { Ctx } from "./domain/context";
import type { StaffAuth } from "./domain/staff/auth";

/** How the app was started; an argument of its entry point, never a variable. */
export type Mode = "demo" | "dev" | "production";

/** What must be single in the process and is shared by server/ and app/, which are bundled apart. */
export interface Runtime {
  mode: Mode;
  ctx: Ctx;
  auth: StaffAuth;
}

const KEY = Symbol.for("muster.runtime");
type Holder = { [KEY]?: Runtime };

/** Called once by server/ before it listens. */
export function setRuntime(runtime: Runtime): void {
  (globalThis as Holder)[KEY] = runtime;
}

/** The running process's own things. Throws while building, when nothing runs. */
export function getRuntime(): Runtime {
  const runtime = (globalThis as Holder)[KEY];
  if (!runtime) {
    throw new Error("Muster is not running in this process: start it with npm run demo, dev or start.");
  }
  return runtime;
}
