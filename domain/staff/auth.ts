import { isIP } from "node:net";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Db } from "@/db/client";
import {
  staffAccounts,
  staffRateLimits,
  staffSessions,
  staffTwoFactors,
  staffUsers,
  staffVerifications,
} from "@/db/schema/staff";
import type { Log } from "@/domain/context";
import { CLIENT_ADDRESS_HEADER } from "./client-address-header";
import { createLockout } from "./lockout";
import { createOneTimeCodes } from "./one-time-codes";

const SESSION_SECONDS = 7 * 24 * 3600;
const MIN_PASSWORD_LENGTH = 12;

export interface StaffAuthOptions {
  db: Db;
  /** `AUTH_SECRET`. */
  secret: string;
  /** Public origin (`SITE_URL`); over https the cookies are `Secure`. */
  baseUrl: string;
  mode: "demo" | "dev" | "production";
  log?: Log;
  /** Time the lockout goes by; real time unless a test says otherwise. */
  now?: () => Date;
  /** How passwords are kept; Better Auth's scrypt unless a test, which signs in hundreds of times, says otherwise. */
  passwords?: Passwords;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  verify(attempt: { hash: string; password: string }): Promise<boolean>;
}

const CODE_PATH = "/two-factor/verify-totp";

/** The refusal of an authenticator's code that has opened the door before. */
export const CODE_USED = "CODE_USED";

/** Staff sign-in: password accounts that only staff can create, sessions in our own tables. */
export function createStaffAuth({ db, secret, baseUrl, mode, log, now, passwords }: StaffAuthOptions) {
  const lockout = createLockout(db, secret, now);
  const codes = createOneTimeCodes(db, secret);
  const auth = betterAuth({
    appName: "Muster",
    baseURL: baseUrl,
    basePath: "/api/auth",
    secret,
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: {
        user: staffUsers,
        session: staffSessions,
        account: staffAccounts,
        verification: staffVerifications,
        rateLimit: staffRateLimits,
        twoFactor: staffTwoFactors,
      },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: 128,
      ...(passwords && { password: passwords }),
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: "viewer", input: false },
      },
    },
    // No cookie cache: a revoked session or a lowered role counts from the next request on.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // The address is for the limits of sign-in alone: it is not kept with the session.
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, ipAddress: null } }) } },
    },
    rateLimit: { enabled: true, storage: "database", window: 60, max: 60 },
    advanced: {
      cookiePrefix: "muster",
      useSecureCookies: baseUrl.startsWith("https://"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    plugins: [twoFactor({ issuer: "Muster" })],
    // Only the message: the arguments may hold an e-mail address.
    logger: {
      level: mode === "dev" ? "info" : "warn",
      log: (level, message) => log?.[level]({ part: "staff-auth" }, message),
    },
    // As hooks, so that no way into sign-in passes them: `auth.api` calls are not rate limited otherwise.
    hooks: {
      before: createAuthMiddleware(async (request) => {
        if (request.path !== "/sign-in/email") return;
        if (!(await lockout.claim(attemptOf(request)))) {
          throw new APIError("TOO_MANY_REQUESTS", {
            message: "Too many attempts. Please wait and try again.",
          });
        }
      }),
      after: createAuthMiddleware(async (request) => {
        const session = request.context.newSession;
        if (!session) return;
        if (request.path === "/sign-in/email") await lockout.forgive(attemptOf(request));
        if (request.path !== CODE_PATH) return;
        // The library takes a code as often as it is sent; whoever looked over a shoulder must not get in.
        if (await codes.claim(session.user.id, codeOf(request))) return;
        await request.context.internalAdapter.deleteSession(session.session.token);
        request.context.setNewSession(null);
        throw new APIError("UNAUTHORIZED", { code: CODE_USED, message: "That code was used already." });
      }),
    },
  });
  return Object.assign(auth, { adminsNeedSecondFactor: mode === "production" });
}

export type StaffAuth = ReturnType<typeof createStaffAuth>;

function attemptOf(request: { body?: unknown; headers?: Headers | undefined }) {
  const email = (request.body as { email?: unknown } | undefined)?.email;
  const address = request.headers?.get(CLIENT_ADDRESS_HEADER) ?? "";
  return { email: typeof email === "string" ? email : "", network: isIP(address) ? address : null };
}

function codeOf(request: { body?: unknown }): string {
  const code = (request.body as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}
