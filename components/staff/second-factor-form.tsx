"use client";

import { Field, Send } from "./forms";
import { RevealForm } from "./reveal-form";

interface Setup {
  secret: string;
  backupCodes: string[];
  /** The picture to scan, dark squares true. */
  squares: boolean[][];
}

/** Setting up a second factor: password, picture to scan, backup codes to keep, first code. */
export function SecondFactorForm() {
  return (
    <RevealForm<Setup> action="/staff/account/second-factor" render={(setup) => <Confirm setup={setup} />}>
      <div className="max-w-md space-y-4">
        <Field
          label="Your password"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          maxLength={128}
        />
        <Send>Set up the second factor</Send>
      </div>
    </RevealForm>
  );
}

/** New backup codes in place of the old. */
export function BackupCodesForm() {
  return (
    <RevealForm<{ backupCodes: string[] }>
      action="/staff/account/backup-codes"
      render={({ backupCodes }) => <BackupCodes codes={backupCodes} />}
    >
      <div className="max-w-md space-y-4">
        <Field
          label="Your password"
          type="password"
          name="password"
          autoComplete="current-password"
          required
          maxLength={128}
          hint="The codes you have now stop working."
        />
        <Send look="plain">Make new backup codes</Send>
      </div>
    </RevealForm>
  );
}

function Confirm({ setup }: { setup: Setup }) {
  const size = setup.squares.length;
  const path = setup.squares
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <div className="grid gap-8 md:grid-cols-[auto_1fr]">
      <div>
        <p className="font-semibold">1. Scan this with your authenticator</p>
        <svg
          viewBox={`-2 -2 ${size + 4} ${size + 4}`}
          className="mt-3 size-56 bg-white"
          role="img"
          aria-label="Picture for your authenticator; the same secret stands beneath as text"
        >
          <path d={path} fill="#000" shapeRendering="crispEdges" />
        </svg>
        <p className="mt-2 max-w-56 text-sm break-all text-soft">
          or type this secret: <code className="text-ink">{setup.secret}</code>
        </p>
      </div>
      <div className="max-w-md">
        <p className="font-semibold">2. Keep these backup codes</p>
        <BackupCodes codes={setup.backupCodes} />
        <p className="mt-6 font-semibold">3. Type the code it shows now</p>
        <div className="mt-3">
          {/* A mistyped code must not cost the secret that was scanned. */}
          <RevealForm<object>
            action="/staff/account/second-factor/confirm"
            after="/staff/account?notice=second_factor_set"
            render={() => <p>It is on.</p>}
          >
            <div className="space-y-4">
              <Field
                label="Code"
                name="code"
                autoComplete="one-time-code"
                inputMode="numeric"
                required
                maxLength={10}
              />
              <Send>Turn it on</Send>
            </div>
          </RevealForm>
        </div>
      </div>
    </div>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <ul className="mt-3 grid grid-cols-2 gap-x-8 gap-y-1 font-mono text-lg">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-soft">
        On paper or in a password manager. Each opens the door once when your phone is not at hand. They are
        shown only now.
      </p>
    </>
  );
}
