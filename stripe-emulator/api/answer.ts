import { createHash } from "node:crypto";
import { newId } from "../ids";
import { API_VERSION, type World } from "../world";
import { catalogueRoutes } from "./catalogue";
import { checkoutRoutes } from "./checkout";
import { customerRoutes } from "./customers";
import { ApiError } from "./errors";
import { eventRoutes } from "./events";
import { expandObject } from "./expand";
import { moneyRoutes } from "./money";
import { Input, parseForm } from "./params";
import { portalRoutes } from "./portal";
import type { Route } from "./route";
import { subscriptionRoutes } from "./subscriptions";

const ROUTES: Route[] = [
  ...catalogueRoutes,
  ...customerRoutes,
  ...checkoutRoutes,
  ...subscriptionRoutes,
  ...moneyRoutes,
  ...portalRoutes,
  ...eventRoutes,
];

const COMPILED = ROUTES.map((route) => ({
  ...route,
  pattern: new RegExp(`^${route.path.replaceAll(":id", "([^/]+)")}$`),
}));

export interface ApiCall {
  method: string;
  path: string;
  query: string;
  body: string;
  headers: Record<string, string | undefined>;
}

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Answers one call as Stripe's API does. */
export function answerApi(world: World, call: ApiCall): ApiAnswer {
  const answer = replayOrRun(world, call);
  world.logRequest({
    at: new Date(world.clock.nowMs()).toISOString(),
    method: call.method,
    path: call.path,
    status: answer.status,
  });
  return {
    ...answer,
    headers: {
      "content-type": "application/json",
      "request-id": newId("req", 14),
      "stripe-version": call.headers["stripe-version"] ?? API_VERSION,
      date: new Date(world.clock.nowMs()).toUTCString(),
      ...answer.headers,
    },
  };
}

function replayOrRun(world: World, call: ApiCall): ApiAnswer {
  const key = call.method === "POST" ? call.headers["idempotency-key"] : undefined;
  if (!key) return run(world, call);
  const fingerprint = createHash("sha256").update(`${call.path}\n${call.body}`).digest("hex");
  const held = world.replays.get(key);
  if (held && held.fingerprint !== fingerprint) {
    const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
    return refuse(new ApiError(400, "idempotency_error", message));
  }
  if (held) return { status: held.status, body: held.body, headers: { "idempotent-replayed": "true" } };
  const answer = run(world, call);
  // Refusals before anything ran are not kept, as with Stripe's 401 and 429.
  if (![401, 403, 429].includes(answer.status)) {
    world.replays.set(key, { fingerprint, status: answer.status, body: answer.body });
  }
  return answer;
}

function run(world: World, call: ApiCall): ApiAnswer {
  try {
    authorise(call);
    refuseDuringOutage(world);
    const match = matchRoute(call);
    const input = new Input(
      parseForm(call.method === "GET" || call.method === "DELETE" ? call.query || call.body : call.body),
    );
    const paths = input.list("expand").map(String);
    const object = match.route.answer({ world, ids: match.ids, input });
    return { status: 200, headers: {}, body: JSON.stringify(expandAnswer(world, object, paths)) };
  } catch (error) {
    if (error instanceof ApiError) return refuse(error);
    throw error;
  }
}

function expandAnswer(world: World, object: unknown, paths: string[]): unknown {
  return paths.length > 0 ? expandObject(world, object, paths) : object;
}

function matchRoute(call: ApiCall): { route: Route; ids: string[] } {
  for (const route of COMPILED) {
    if (route.method !== call.method) continue;
    const match = route.pattern.exec(call.path);
    if (match) return { route, ids: match.slice(1).map(decodeURIComponent) };
  }
  throw new ApiError(
    404,
    "invalid_request_error",
    `Unrecognized request URL (${call.method}: ${call.path}).`,
  );
}

/** Any test key is good; `rk_test_ro_…` ones may only read. */
function authorise(call: ApiCall): void {
  const header = call.headers.authorization ?? "";
  const basic = header.startsWith("Basic ")
    ? Buffer.from(header.slice(6), "base64").toString().replace(/:$/, "")
    : null;
  const key = basic ?? header.replace(/^Bearer /, "");
  if (!/^[sr]k_test_\w+$/.test(key)) {
    throw new ApiError(
      401,
      "invalid_request_error",
      "Invalid API Key provided. The emulator takes any sk_test_… or rk_test_… key.",
    );
  }
  if (key.startsWith("rk_test_ro_") && call.method !== "GET") {
    const message = `The provided key does not have the required permissions for this endpoint (${call.method} ${call.path}).`;
    throw new ApiError(403, "invalid_request_error", message, "more_permissions_required");
  }
}

function refuseDuringOutage(world: World): void {
  if (world.outage.mode === "off" || Date.now() > world.outage.untilMs) return;
  if (world.outage.mode === "rate_limited") {
    throw new ApiError(429, "invalid_request_error", "Request rate limit exceeded.", "rate_limit");
  }
  if (world.outage.mode === "errors") throw new ApiError(500, "api_error", "An unknown error occurred.");
}

function refuse(error: ApiError): ApiAnswer {
  return { status: error.status, headers: {}, body: JSON.stringify(error.body()) };
}
