import { createHash } from "node:crypto";
import { isLegacy, renderLegacy } from "../events/render-legacy.ts";
import { newId } from "../ids.ts";
import type { RememberedAnswer } from "../store/kinds.ts";
import { API_VERSION, type World } from "../world.ts";
import { present } from "./expand.ts";
import { matchRoute } from "./match-route.ts";
import { type FormHash, parseForm } from "./parse-form.ts";
import { StripeFailure } from "./stripe-failure.ts";

export interface ApiRequest {
  method: string;
  path: string;
  query: string;
  body: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface ApiResponse {
  status: number;
  body: string;
  headers: Record<string, string>;
}

const REMEMBER_SECONDS = 24 * 3600;

/**
 * Serves /v1 as Stripe would. Idempotency keys live for a day of emulator time; requests refused before anything ran
 * are not remembered, declined cards and server errors are.
 */
export class Api {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  handle(request: ApiRequest): ApiResponse {
    const requestId = newId("req", 14);
    const headers: Record<string, string> = {
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": headerOf(request, "stripe-version") ?? API_VERSION,
    };
    let remember: ((answer: { status: number; body: string }) => void) | undefined;
    try {
      const key = authenticate(headerOf(request, "authorization"));
      if (request.method !== "GET" && key.startsWith("rk_test_ro_")) throw permissionDenied(key);
      const idempotencyKey = request.method === "POST" ? headerOf(request, "idempotency-key") : undefined;
      if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
      const held = idempotencyKey === undefined ? undefined : this.#recall(`${key} ${idempotencyKey}`);
      const fingerprint = fingerprintOf(request);
      if (held && held.fingerprint !== fingerprint) throw idempotencyFailure(idempotencyKey ?? "");
      if (held) {
        return {
          status: held.status,
          body: held.body,
          headers: { ...headers, "idempotent-replayed": "true" },
        };
      }
      this.#world.request = { id: requestId, idempotencyKey: idempotencyKey ?? null };
      remember = (answer) => {
        if (idempotencyKey === undefined) return;
        const id = `${key} ${idempotencyKey}`;
        this.#world.store.put("answer", { id, created: this.#world.clock.now(), fingerprint, ...answer });
      };
      const answer = this.#answer(request);
      remember(answer);
      return { ...answer, headers };
    } catch (error) {
      const answer = failureAnswer(error, requestId);
      if (answer.status === 402 || answer.status >= 500) remember?.(answer);
      return { ...answer, headers };
    } finally {
      this.#world.request = { id: null, idempotencyKey: null };
    }
  }

  #answer(request: ApiRequest): { status: number; body: string } {
    const matched = matchRoute(request.method, request.path);
    if (!matched) {
      throw new StripeFailure(404, {
        type: "invalid_request_error",
        message: `Unrecognized request URL (${request.method}: ${request.path}).`,
      });
    }
    const form = parseForm(request.method === "GET" ? request.query : request.body || request.query);
    const { route, ids } = matched;
    const result = route.handle({ world: this.#world, ids, form: takesExpand(route.method) ? form : {} });
    const shown = route.reveal ? result : present(this.#world, result, expandPaths(form));
    const version = headerOf(request, "stripe-version") ?? API_VERSION;
    const body = JSON.stringify(isLegacy(version) ? legacyAnswer(this.#world, shown, version) : shown);
    return { status: 200, body };
  }

  #recall(id: string): RememberedAnswer | undefined {
    const { store, clock } = this.#world;
    const held = store.of("answer").get(id);
    if (!held || clock.now() - held.created <= REMEMBER_SECONDS) return held;
    store.delete("answer", id);
    return undefined;
  }
}

function takesExpand(method: string): boolean {
  return method !== "DELETE";
}

function legacyAnswer(world: World, shown: object, version: string): object {
  if ("data" in shown && Array.isArray(shown.data)) {
    return { ...shown, data: shown.data.map((each) => renderLegacy(world, each, version)) };
  }
  return "id" in shown && "object" in shown
    ? renderLegacy(world, shown as { id: string; object: string }, version)
    : shown;
}

function expandPaths(form: FormHash): string[] {
  return Array.isArray(form.expand) ? form.expand.filter((path) => typeof path === "string") : [];
}

function headerOf(request: ApiRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function authenticate(header: string | undefined): string {
  const bearer = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
  const basic = /^Basic\s+(\S+)$/i.exec(header ?? "")?.[1];
  const key = bearer ?? (basic ? Buffer.from(basic, "base64").toString().replace(/:.*$/s, "") : undefined);
  if (!key) {
    throw new StripeFailure(401, {
      type: "invalid_request_error",
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  }
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    throw new StripeFailure(401, {
      type: "invalid_request_error",
      message: `Invalid API Key provided: ${key.slice(0, 8)}****`,
    });
  }
  return key;
}

function permissionDenied(key: string): StripeFailure {
  return new StripeFailure(403, {
    type: "invalid_request_error",
    code: "more_permissions_required_for_application",
    message: `The provided key '${key.slice(0, 11)}****' does not have the required permissions for this endpoint.`,
  });
}

function idempotencyFailure(key: string): StripeFailure {
  return new StripeFailure(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

function fingerprintOf(request: ApiRequest): string {
  return createHash("sha256").update(`${request.method} ${request.path}\n${request.body}`).digest("hex");
}

function failureAnswer(error: unknown, requestId: string): { status: number; body: string } {
  const failure =
    error instanceof StripeFailure
      ? error
      : new StripeFailure(500, {
          type: "api_error",
          message: `The emulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        });
  const link = `https://dashboard.stripe.com/test/logs/${requestId}`;
  return {
    status: failure.status,
    body: JSON.stringify({ error: { ...failure.body, request_log_url: link } }),
  };
}
