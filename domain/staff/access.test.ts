import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { staffUsers } from "@/db/schema/staff";
import { errorCode } from "@/domain/errors";
import { addStaff, resetStaff } from "./add-staff";
import { currentStaff } from "./current-staff";
import { acceptInvitation, inviteStaff, readInvitation } from "./invite";
import { changeStaffRole, removeStaff } from "./manage-staff";
import { changeOwnPassword, endOwnSessions, listOwnSessions } from "./own-account";
import { beginSecondFactor, confirmSecondFactor, renewBackupCodes } from "./second-factor";
import { signInStaff, signInWithCode } from "./sign-in";
import { openStaffWorld, type StaffWorld } from "./testing/staff-world";

const EMAIL = "admin@courier.example";
let world: StaffWorld;
let password: string;

beforeAll(async () => {
  world = await openStaffWorld();
});
beforeEach(async () => {
  await world.db.delete(staffUsers);
  ({ password } = await addStaff(world.ctx, world.auth, { email: EMAIL, role: "admin" }));
});
afterAll(() => world.close());

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => errorCode(error),
  );

const cookiesOf = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });

/** The six digits an authenticator shows (RFC 6238), `steps` half minutes from now. */
function authenticatorCode(base32: string, steps = 0): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...base32].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** An administrator with a second factor, its secret and backup codes. */
async function withSecondFactor() {
  const headers = await world.signIn(EMAIL, password);
  const staff = await currentStaff(world.auth, headers);
  const setup = await beginSecondFactor(staff, world.auth, { password }, headers);
  const code = authenticatorCode(setup.secret);
  const { cookies } = await confirmSecondFactor(world.ctx, staff, world.auth, { code }, headers);
  return { ...setup, code, headers: cookiesOf(cookies) };
}

/** The first step of signing in: the headers with which the second is asked for. */
async function firstStep() {
  const step = await signInStaff(world.ctx, world.auth, { email: EMAIL, password }, new Headers());
  expect(step.needsCode).toBe(true);
  return cookiesOf(step.cookies);
}

describe("the second factor", () => {
  it("is needed of administrators before anything opens, and of nobody in the demo", async () => {
    const headers = await world.signIn(EMAIL, password);
    expect(await currentStaff(world.auth, headers)).toMatchObject({ mustSetUpSecondFactor: true });
    const demo = Object.assign(Object.create(world.auth), { adminsNeedSecondFactor: false });
    expect(await currentStaff(demo, headers)).not.toHaveProperty("mustSetUpSecondFactor");
  });

  it("is set up with the password and a first code, and then asked for at the door", async () => {
    const { headers } = await withSecondFactor();
    expect(await currentStaff(world.auth, headers)).toEqual({
      id: expect.any(String),
      email: EMAIL,
      role: "admin",
    });
    const waiting = await firstStep();
    expect(await currentStaff(world.auth, waiting)).toBeNull();
  });

  it("is not set up with a wrong password or a wrong code", async () => {
    const headers = await world.signIn(EMAIL, password);
    const staff = await currentStaff(world.auth, headers);
    const begin = (given: string) => beginSecondFactor(staff, world.auth, { password: given }, headers);
    expect(await codeOf(begin("not it at all"))).toBe("wrong_password");
    const { secret } = await begin(password);
    const wrong = String((Number(authenticatorCode(secret)) + 1) % 1_000_000).padStart(6, "0");
    expect(await codeOf(confirmSecondFactor(world.ctx, staff, world.auth, { code: wrong }, headers))).toBe(
      "wrong_code",
    );
    expect((await world.signIn(EMAIL, password)).get("cookie")).toContain("session_token");
  });

  it("takes each code once, even when two arrive together", async () => {
    const { secret, code: spent } = await withSecondFactor();
    const attempt = async (code: string) =>
      codeOf(signInWithCode(world.ctx, world.auth, { code }, await firstStep()));
    expect(await attempt(spent)).toBe("code_used");
    const fresh = authenticatorCode(secret, 1);
    const answers = await Promise.all([attempt(fresh), attempt(fresh)]);
    expect(answers.sort()).toEqual(["code_used", "done"]);
    expect(await attempt(fresh)).toBe("code_used");
  });

  it("takes each backup code once, and none of the old after a renewal", async () => {
    const { backupCodes, headers } = await withSecondFactor();
    const attempt = async (code: string | undefined) =>
      codeOf(signInWithCode(world.ctx, world.auth, { code }, await firstStep()));
    expect(await attempt(backupCodes[0])).toBe("done");
    expect(await attempt(backupCodes[0])).toBe("not_signed_in");
    const staff = await currentStaff(world.auth, headers);
    const fresh = await renewBackupCodes(world.ctx, staff, world.auth, { password }, headers);
    expect(await attempt(backupCodes[1])).toBe("not_signed_in");
    expect(await attempt(fresh[0])).toBe("done");
  });

  it("needs the first step before the second", async () => {
    const { backupCodes } = await withSecondFactor();
    const attempt = signInWithCode(world.ctx, world.auth, { code: backupCodes[0] }, new Headers());
    expect(await codeOf(attempt)).toBe("sign_in_over");
  });

  it("says when no other code can help: after a used one, and after too many", async () => {
    const { secret, code: spent } = await withSecondFactor();
    const headers = await firstStep();
    const attempt = async (code: string) => codeOf(signInWithCode(world.ctx, world.auth, { code }, headers));
    expect(await attempt(spent)).toBe("code_used");
    expect(await attempt(authenticatorCode(secret, 1))).toBe("sign_in_over");
    const again = await firstStep();
    const guess = async () => codeOf(signInWithCode(world.ctx, world.auth, { code: "000000" }, again));
    const answers: unknown[] = [];
    while (answers.length < 8 && answers.at(-1) !== "sign_in_over") answers.push(await guess());
    expect(answers[0]).toBe("not_signed_in");
    expect(answers.at(-1)).toBe("sign_in_over");
  });

  it("is taken away, with the sessions, by a reset on the machine", async () => {
    const { headers } = await withSecondFactor();
    const made = await resetStaff(world.ctx, world.auth, { email: EMAIL });
    expect(await currentStaff(world.auth, headers)).toBeNull();
    const step = await signInStaff(world.ctx, world.auth, made, new Headers());
    expect(step.needsCode).toBe(false);
  });
});

describe("an invitation", () => {
  const accept = (token: string | null, chosen = "four words and a comma") =>
    codeOf(acceptInvitation(world.ctx, world.auth, { token, password: chosen }));

  async function invite() {
    const inviter = { id: "1", email: EMAIL, role: "admin" } as const;
    const { url } = await inviteStaff(world.ctx, inviter, { email: "New@Courier.example", role: "editor" });
    return new URL(url).searchParams.get("token");
  }

  it("opens one account, with the role it was made for, once", async () => {
    const token = await invite();
    expect(await readInvitation(world.ctx, token)).toEqual({ email: "new@courier.example" });
    expect(await accept(token, "too short")).toBe("weak_password");
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.sort()).toEqual(["done", "invitation_unusable"]);
    expect(await readInvitation(world.ctx, token)).toBeNull();
    const headers = await world.signIn("new@courier.example", "four words and a comma");
    expect(await currentStaff(world.auth, headers)).toMatchObject({ role: "editor" });
  });

  it("is replaced by a newer one, and refuses what is no token", async () => {
    const older = await invite();
    await invite();
    expect(await accept(older)).toBe("invitation_unusable");
    expect(await accept("made up")).toBe("invitation_unusable");
    expect(await accept(null)).toBe("invitation_unusable");
  });
});

describe("accounts", () => {
  const admin = { id: "1", email: EMAIL, role: "admin" } as const;

  it("always keep one administrator", async () => {
    expect(await codeOf(changeStaffRole(world.ctx, admin, { email: EMAIL, role: "viewer" }))).toBe(
      "conflict",
    );
    await addStaff(world.ctx, world.auth, { email: "second@courier.example", role: "admin" });
    expect(await codeOf(changeStaffRole(world.ctx, admin, { email: EMAIL, role: "viewer" }))).toBe("done");
    const second = { ...admin, email: "second@courier.example" };
    expect(await codeOf(removeStaff(world.ctx, second, { email: second.email }))).toBe("conflict");
  });

  it("lose their role and their door at once", async () => {
    const made = await addStaff(world.ctx, world.auth, { email: "e@courier.example", role: "editor" });
    const headers = await world.signIn(made.email, made.password);
    await changeStaffRole(world.ctx, admin, { email: made.email, role: "viewer" });
    expect(await currentStaff(world.auth, headers)).toMatchObject({ role: "viewer" });
    await removeStaff(world.ctx, admin, { email: made.email });
    expect(await currentStaff(world.auth, headers)).toBeNull();
  });

  it("list their sessions and end the others, never anyone else's", async () => {
    const made = await addStaff(world.ctx, world.auth, { email: "e@courier.example", role: "editor" });
    const [here, there, stranger] = [
      await world.signIn(made.email, made.password),
      await world.signIn(made.email, made.password),
      await world.signIn(EMAIL, password),
    ];
    const staff = await currentStaff(world.auth, here);
    const other = await currentStaff(world.auth, stranger);
    const sessions = await listOwnSessions(world.ctx, staff, world.auth, here);
    expect(sessions.map((session) => session.isThisOne)).toEqual([false, true]);
    await endOwnSessions(world.ctx, other, world.auth, { session: sessions[0]?.id }, stranger);
    expect(await currentStaff(world.auth, there)).not.toBeNull();
    await endOwnSessions(world.ctx, staff, world.auth, { session: sessions[0]?.id }, here);
    expect(await currentStaff(world.auth, there)).toBeNull();
    expect(await currentStaff(world.auth, here)).not.toBeNull();
  });

  it("change their password after the old one, which ends the other sessions", async () => {
    const made = await addStaff(world.ctx, world.auth, { email: "e@courier.example", role: "editor" });
    const here = await world.signIn(made.email, made.password);
    const there = await world.signIn(made.email, made.password);
    const staff = await currentStaff(world.auth, here);
    const change = (current: string, next: string) =>
      changeOwnPassword(world.ctx, staff, world.auth, { current, next }, here);
    expect(await codeOf(change("wrong", "four words and a comma"))).toBe("wrong_password");
    expect(await codeOf(change(made.password, "short"))).toBe("weak_password");
    await change(made.password, "four words and a comma");
    expect(await currentStaff(world.auth, there)).toBeNull();
    expect((await world.signIn(made.email, "four words and a comma")).get("cookie")).toBeTruthy();
  });
});
