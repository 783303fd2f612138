import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { staffAccounts, staffLockouts, staffSessions, staffUsers } from "@/db/schema/staff";
import { errorCode } from "@/domain/errors";
import { addStaff } from "./add-staff";
import { createStaffAuth } from "./auth";
import { CLIENT_ADDRESS_HEADER } from "./client-address-header";
import { currentStaff } from "./current-staff";
import { ensureDemoStaff } from "./ensure-demo-staff";
import { signInStaff } from "./sign-in";
import { signOutStaff } from "./sign-out";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

let world: StaffWorld;
let editor: { email: string; password: string };

beforeAll(async () => {
  world = await openStaffWorld();
  editor = await addStaff(world.ctx, world.auth, { email: "Olha@Courier.example", role: "editor" });
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.delete(staffLockouts);
});

const refusedWith = async (attempt: Promise<unknown>) =>
  errorCode(
    await attempt.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

describe("signing in", () => {
  it("opens a session for the right password, whatever the case of the address", async () => {
    const headers = await world.signIn(" OLHA@courier.example", editor.password);
    expect(await currentStaff(world.auth, headers)).toMatchObject({
      email: "olha@courier.example",
      role: "editor",
    });
  });

  it("sets cookies scripts cannot read", async () => {
    const { cookies } = await signInStaff(world.ctx, world.auth, editor, new Headers());
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^muster\.session_token=.*HttpOnly; SameSite=Lax/);
  });

  it("keeps no network address with the session", async () => {
    const headers = new Headers({ [CLIENT_ADDRESS_HEADER]: "203.0.113.7", "user-agent": "A browser" });
    await signInStaff(world.ctx, world.auth, editor, headers);
    const kept = await world.db.select().from(staffSessions);
    expect(kept.map((session) => session.userAgent)).toContain("A browser");
    expect(JSON.stringify(kept)).not.toContain("203.0.113.7");
  });

  it("sets Secure cookies over https, and keeps passwords as scrypt does", async () => {
    const auth = createStaffAuth({
      db: world.db,
      secret: "0123456789abcdef0123456789abcdef",
      baseUrl: "https://courier.example",
      mode: "production",
    });
    const own = await addStaff(world.ctx, auth, { email: "https@courier.example", role: "editor" });
    const [kept] = await world.db
      .select({ password: staffAccounts.password })
      .from(staffAccounts)
      .innerJoin(staffUsers, eq(staffUsers.id, staffAccounts.userId))
      .where(eq(staffUsers.email, own.email));
    // Salt and key: sixteen and sixty-four bytes.
    expect(kept?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    const { cookies } = await signInStaff(world.ctx, auth, own, new Headers());
    expect(cookies[0]).toMatch(/^__Secure-muster\.session_token=.*Secure/);
  });

  it("refuses a wrong password, an unknown address and nonsense in the same words", async () => {
    const wordsOf = (email: unknown, password: unknown) =>
      signInStaff(world.ctx, world.auth, { email, password }, new Headers()).catch((e: Error) => e.message);
    const words = await Promise.all([
      wordsOf(editor.email, "not the password"),
      wordsOf("nobody@courier.example", editor.password),
      wordsOf("no address", "x"),
      wordsOf(null, undefined),
    ]);
    expect(new Set(words)).toEqual(new Set(["That e-mail and password do not match."]));
  });

  it("knows nobody without cookies or with forged ones", async () => {
    expect(await currentStaff(world.auth, new Headers())).toBeNull();
    expect(await currentStaff(world.auth, new Headers({ cookie: "muster.session_token=a.b" }))).toBeNull();
  });

  it("ends the session for good when signing out", async () => {
    const headers = await world.signIn(editor.email, editor.password);
    const { cookies } = await signOutStaff(world.ctx, world.auth, headers);
    expect(cookies.join()).toContain("Max-Age=0");
    expect(await currentStaff(world.auth, headers)).toBeNull();
  });

  it("sees a lowered role on the next request", async () => {
    const headers = await world.signIn(editor.email, editor.password);
    await world.db.update(staffUsers).set({ role: "viewer" }).where(eq(staffUsers.email, editor.email));
    expect((await currentStaff(world.auth, headers))?.role).toBe("viewer");
    await world.db.update(staffUsers).set({ role: "editor" }).where(eq(staffUsers.email, editor.email));
  });
});

describe("guessing", () => {
  const guess = (network = "192.0.2.7", password = "a guess") =>
    refusedWith(
      signInStaff(
        world.ctx,
        world.auth,
        { email: editor.email, password },
        new Headers({ [CLIENT_ADDRESS_HEADER]: network }),
      ),
    );

  it("is locked after five attempts, even with the right password, and waits longer each time", async () => {
    for (let n = 0; n < 5; n++) expect(await guess()).toBe("not_signed_in");
    expect(await guess("192.0.2.7", editor.password)).toBe("rate_limited");
    world.time.now = new Date(world.time.now.getTime() + 31_000);
    expect(await guess()).toBe("not_signed_in");
    world.time.now = new Date(world.time.now.getTime() + 31_000);
    expect(await guess()).toBe("rate_limited");
    world.time.now = new Date(world.time.now.getTime() + 31_000);
    expect(await guess("192.0.2.7", editor.password)).toBeUndefined();
    expect(await guess()).toBe("not_signed_in");
  });

  it("in parallel gets no more attempts than one after another", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => guess()));
    expect(results.filter((code) => code === "not_signed_in")).toHaveLength(5);
  });

  it("from one network does not keep the editor out of another", async () => {
    for (let n = 0; n < 6; n++) await guess("192.0.2.7");
    expect(await guess("198.51.100.4", editor.password)).toBeUndefined();
  });

  it("locks unknown addresses just the same", async () => {
    const unknown = () =>
      refusedWith(
        signInStaff(world.ctx, world.auth, { email: "nobody@courier.example", password: "x" }, new Headers()),
      );
    for (let n = 0; n < 5; n++) expect(await unknown()).toBe("not_signed_in");
    expect(await unknown()).toBe("rate_limited");
  });

  it("is locked on the library's own handler too", async () => {
    const post = (n: number) =>
      world.auth.handler(
        new Request("http://localhost:3000/api/auth/sign-in/email", {
          method: "POST",
          headers: {
            "content-type": "application/json",
            origin: "http://localhost:3000",
            [CLIENT_ADDRESS_HEADER]: `203.0.113.${n}`,
          },
          body: JSON.stringify({ email: editor.email, password: "a guess" }),
        }),
      );
    const statuses: number[] = [];
    for (let n = 0; n < 21; n++) statuses.push((await post(n)).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses[20]).toBe(429);
  });
});

describe("accounts", () => {
  it("cannot be made by signing up", async () => {
    const body = { email: "intruder@example.com", password: "a long enough password", name: "x" };
    await expect(world.auth.api.signUpEmail({ body })).rejects.toBeInstanceOf(APIError);
    const response = await world.auth.handler(
      new Request("http://localhost:3000/api/auth/sign-up/email", {
        method: "POST",
        headers: { "content-type": "application/json", origin: "http://localhost:3000" },
        body: JSON.stringify({ ...body, role: "admin" }),
      }),
    );
    expect(response.ok).toBe(false);
    expect(await world.db.$count(staffUsers, eq(staffUsers.email, body.email))).toBe(0);
  });

  it("get a new password and role when added again, and lose their sessions", async () => {
    const first = await addStaff(world.ctx, world.auth, { email: "taras@courier.example", role: "viewer" });
    const headers = await world.signIn(first.email, first.password);
    const second = await addStaff(world.ctx, world.auth, { email: "taras@courier.example", role: "admin" });
    expect(await currentStaff(world.auth, headers)).toBeNull();
    expect(await refusedWith(world.signIn(first.email, first.password))).toBe("not_signed_in");
    const again = await world.signIn(second.email, second.password);
    expect((await currentStaff(world.auth, again))?.role).toBe("admin");
  });

  it("refuse an address or role that is none", async () => {
    const add = (email: string, role: string) =>
      refusedWith(addStaff(world.ctx, world.auth, { email, role: role as "admin" }));
    expect(await add("not an address", "admin")).toBe("invalid_input");
    expect(await add("a@courier.example", "owner")).toBe("invalid_input");
  });

  it("of the demo are made once and keep their sessions", async () => {
    const demo = await ensureDemoStaff(world.ctx, world.auth, { password: "demo password" });
    const headers = await world.signIn(demo.email, demo.password);
    await ensureDemoStaff(world.ctx, world.auth, { password: "demo password" });
    expect((await currentStaff(world.auth, headers))?.email).toBe("editor@courier.example");
    await ensureDemoStaff(world.ctx, world.auth, { password: "another one" });
    expect(await currentStaff(world.auth, headers)).toBeNull();
    expect(await world.db.$count(staffSessions, eq(staffSessions.userId, "none"))).toBe(0);
  });
});
