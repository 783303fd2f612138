import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { expect, test } from "./support/test";

type Who = "anyone" | "viewer" | "editor" | "admin";

/** Every way into the staff room, with the lowest role it serves. A route of the build that is not here fails. */
const ROUTES: Record<string, { method: "GET" | "POST"; who: Who }> = {
  "/staff": { method: "GET", who: "viewer" },
  "/staff/account": { method: "GET", who: "viewer" },
  "/staff/account/backup-codes": { method: "POST", who: "viewer" },
  "/staff/account/password": { method: "POST", who: "viewer" },
  "/staff/account/second-factor": { method: "POST", who: "viewer" },
  "/staff/account/second-factor/confirm": { method: "POST", who: "viewer" },
  "/staff/account/sessions/end": { method: "POST", who: "viewer" },
  "/staff/audit": { method: "GET", who: "viewer" },
  "/staff/banner": { method: "GET", who: "viewer" },
  "/staff/banner/choose": { method: "POST", who: "editor" },
  "/staff/drives": { method: "GET", who: "viewer" },
  "/staff/drives/[slug]": { method: "GET", who: "viewer" },
  "/staff/drives/[slug]/preview": { method: "GET", who: "viewer" },
  "/staff/drives/change": { method: "POST", who: "editor" },
  "/staff/drives/create": { method: "POST", who: "editor" },
  "/staff/drives/end": { method: "POST", who: "editor" },
  "/staff/drives/new": { method: "GET", who: "viewer" },
  "/staff/embeds": { method: "GET", who: "viewer" },
  "/staff/embeds/name": { method: "POST", who: "editor" },
  "/staff/embeds/switch": { method: "POST", who: "editor" },
  "/staff/erasure": { method: "GET", who: "admin" },
  "/staff/erasure/erase": { method: "POST", who: "admin" },
  "/staff/export/[name]": { method: "GET", who: "editor" },
  "/staff/feed": { method: "GET", who: "viewer" },
  "/staff/hold": { method: "POST", who: "editor" },
  "/staff/invitation": { method: "GET", who: "anyone" },
  "/staff/invitation/accept": { method: "POST", who: "anyone" },
  "/staff/ledger": { method: "GET", who: "viewer" },
  "/staff/letters": { method: "GET", who: "viewer" },
  "/staff/letters/resend": { method: "POST", who: "editor" },
  "/staff/login": { method: "GET", who: "anyone" },
  "/staff/login/code": { method: "GET", who: "anyone" },
  "/staff/members": { method: "GET", who: "viewer" },
  "/staff/notes": { method: "POST", who: "editor" },
  "/staff/notes/remove": { method: "POST", who: "editor" },
  "/staff/notifications": { method: "GET", who: "viewer" },
  "/staff/notifications/add": { method: "POST", who: "editor" },
  "/staff/notifications/change": { method: "POST", who: "editor" },
  "/staff/notifications/remove": { method: "POST", who: "editor" },
  "/staff/notifications/test": { method: "POST", who: "editor" },
  "/staff/people": { method: "GET", who: "admin" },
  "/staff/people/invite": { method: "POST", who: "admin" },
  "/staff/people/remove": { method: "POST", who: "admin" },
  "/staff/people/role": { method: "POST", who: "admin" },
  "/staff/people/second-factor": { method: "POST", who: "admin" },
  "/staff/people/withdraw": { method: "POST", who: "admin" },
  "/staff/products": { method: "GET", who: "viewer" },
  "/staff/products/choose": { method: "POST", who: "editor" },
  "/staff/plans": { method: "GET", who: "viewer" },
  "/staff/plans/choose": { method: "POST", who: "editor" },
  "/staff/products/preview": { method: "GET", who: "editor" },
  "/staff/release": { method: "POST", who: "editor" },
  "/staff/sign-in": { method: "POST", who: "anyone" },
  "/staff/sign-in/code": { method: "POST", who: "anyone" },
  "/staff/sign-out": { method: "POST", who: "anyone" },
  "/staff/sources": { method: "GET", who: "viewer" },
  "/staff/sources/confirm": { method: "POST", who: "editor" },
  "/staff/sources/discard": { method: "POST", who: "editor" },
  "/staff/sources/draft": { method: "POST", who: "editor" },
  "/staff/sources/drafts/[id]": { method: "GET", who: "editor" },
  "/staff/sources/record": { method: "GET", who: "viewer" },
  "/staff/sources/take-back": { method: "GET", who: "editor" },
  "/staff/sources/undo": { method: "POST", who: "editor" },
  "/staff/trust": { method: "GET", who: "viewer" },
  "/staff/trust/check": { method: "POST", who: "editor" },
  "/staff/trust/compare": { method: "POST", who: "editor" },
  "/staff/trust/fetch": { method: "POST", who: "editor" },
  "/staff/trust/progress": { method: "GET", who: "viewer" },
  "/staff/trust/release-mail": { method: "POST", who: "editor" },
  "/staff/trust/replay": { method: "POST", who: "editor" },
};

/** What every reader may ask for; whoever they are, it is the same for all but the one who just paid. */
const OF_READERS = [
  ...["", "/[...rest]", "/account", "/account/portal", "/articles/[slug]", "/articles/[slug]/og.png"],
  ...[
    "/authors/[slug]",
    "/embed",
    "/gift",
    "/gift/checkout",
    "/how-we-count",
    "/join",
    "/join/checkout",
    "/lost",
  ],
  ...["/og.png", "/redeem", "/redeem/accept", "/search", "/sections/[slug]", "/tags/[slug]", "/welcome"],
].map((route) => `/[locale]${route}`);

/** Next's own pages of errors. */
const OF_NEXT = ["/_global-error", "/_not-found"];

/** The same request as a browser, a router, a prefetch and an old way around Next would send it. */
const DISGUISES: Record<string, Record<string, string>> = {
  plainly: {},
  "as a server component": { RSC: "1" },
  "as a segment prefetch": {
    RSC: "1",
    "Next-Router-Prefetch": "1",
    "Next-Router-Segment-Prefetch": "/_tree",
  },
  "around the middleware": {
    "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
  },
};

const ORDER: Who[] = ["anyone", "viewer", "editor", "admin"];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const addressOf = (route: string) =>
  route.replace("[slug]", "25000").replace("[name]", "ledger").replace("[id]", "1");

/** Filled in as the verbs want it, so that only the role can refuse. */
const FORM = new URLSearchParams({
  slug: "25000",
  reason: "A check",
  email: "nobody@courier.example",
  role: "admin",
  host: "partner.example",
  name: "Partner",
  day: "2026-11-24",
  words: "A note",
  id: "1",
  recordId: "1",
  revision: "1",
  people: "10",
  kind: "email",
  target: "newsroom@courier.example",
  events: "digest",
  product: "prod_muster_shop",
  asOf: "2026-11-24",
});

interface Answer {
  status: number;
  location: string;
  body: string;
}

/** Next sends a router's request without its cache key to the same page with it: followed, as a router does. */
async function ask(
  url: string,
  method: string,
  cookie: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const first = await askOnce(url, method, cookie, headers);
  if (first.status !== 307 || !/[?&]_rsc/.test(first.location)) return first;
  return askOnce(new URL(first.location, url).href, method, cookie, headers);
}

async function askOnce(
  url: string,
  method: string,
  cookie: string,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      cookie,
      "sec-fetch-site": "same-origin",
      ...(method === "GET" ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    ...(method === "GET" ? {} : { body: FORM.toString() }),
  });
  return {
    status: response.status,
    location: response.headers.get("location") ?? "",
    body: await response.text(),
  };
}

/** Nothing done and nothing shown: sent to the door or away, refused, or a method nobody answers. */
function wasTurnedAway({ status, location, body }: Answer): boolean {
  if (body.includes("data-count") || body.includes("editor@courier.example")) return false;
  if (status === 401 || status === 403 || status === 404 || status === 405) return true;
  if (status >= 300 && status < 400) return /\/staff\/login|notice=(refused|credentials)/.test(location);
  // A streamed page says where to go in its body, and shows nothing else.
  return status === 200 && /NEXT_REDIRECT|\/staff\/login|notice=refused/.test(body);
}

test("every route that was built is listed with who may use it, and no server action is", async () => {
  const built = async (file: string) =>
    JSON.parse(await readFile(resolve(import.meta.dirname, "../.next", file), "utf8"));
  const routes = Object.values(await built("app-path-routes-manifest.json")) as string[];
  expect(routes.sort()).toEqual([...Object.keys(ROUTES), ...OF_READERS, ...OF_NEXT].sort());
  const { node, edge } = await built("server/server-reference-manifest.json");
  expect([...Object.keys(node), ...Object.keys(edge)], "actions would be a door that no route shows").toEqual(
    [],
  );
});

for (const role of ["anyone", "viewer", "editor"] as const) {
  test(`${role} is turned away from everything above, by any method and in any disguise`, async ({
    newsroom,
  }) => {
    const cookie = role === "anyone" ? "" : await cookieOf(newsroom, role);
    const before = await newsroom.progress();
    const open: string[] = [];
    for (const [route, { method, who }] of Object.entries(ROUTES)) {
      if (ORDER.indexOf(who) <= ORDER.indexOf(role)) continue;
      for (const [disguise, headers] of Object.entries(DISGUISES)) {
        for (const tried of new Set([method, ...(disguise === "plainly" ? METHODS : [])])) {
          const answer = await ask(`${newsroom.url}${addressOf(route)}`, tried, cookie, headers);
          if (!wasTurnedAway(answer)) open.push(`${tried} ${route} ${disguise}: ${answer.status}`);
        }
      }
    }
    expect(open).toEqual([]);
    expect(await newsroom.progress()).toEqual(before);
  });
}

test("a form sent from another site changes nothing, whoever is signed in", async ({ newsroom }) => {
  const cookie = await cookieOf(newsroom, "editor");
  for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }]) {
    const answer = await ask(`${newsroom.url}/staff/hold`, "POST", cookie, headers);
    expect(answer.location).toContain("notice=origin");
  }
  expect((await newsroom.progress()).held).toBeNull();
});

interface Room {
  url: string;
  command(name: string, ...args: string[]): Promise<{ output: string }>;
}

/** The cookies of a new account of a role, signed in as its browser would be. */
async function cookieOf(newsroom: Room, role: "viewer" | "editor"): Promise<string> {
  const email = `${role}-${Date.now()}@courier.example`;
  const { output } = await newsroom.command("staff", "add", email, "--role", role);
  const password = /password (\S+)/.exec(output)?.[1] ?? "";
  const response = await fetch(`${newsroom.url}/staff/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email, password }).toString(),
  });
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
