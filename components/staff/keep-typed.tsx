"use client";

import { useEffect, useState } from "react";
import { keepTyped, type Refilled, refill, takeTyped } from "../typed";

/** Notices of forms that were not taken. */
const REFUSALS = new Set(["refused", "failed", "origin"]);

/**
 * A form that is refused leads back to its page: what was typed stands in it again, beside what is saved. Passwords and
 * files are kept nowhere. Without JavaScript a refused form begins anew.
 */
export function KeepTyped() {
  const [refilled, setRefilled] = useState<Refilled[] | null>(null);
  useEffect(() => {
    const typed = takeTyped();
    const notice = new URLSearchParams(location.search).get("notice") ?? "";
    if (typed && REFUSALS.has(notice)) setRefilled(refill(typed));
    const keep = (event: SubmitEvent) => {
      if (event.target instanceof HTMLFormElement && event.target.method === "post") keepTyped(event.target);
    };
    document.addEventListener("submit", keep);
    return () => document.removeEventListener("submit", keep);
  }, []);
  if (!refilled) return null;
  return (
    <div className="mb-5 max-w-[66ch] border-l-4 border-rule pl-4">
      <p>What you filled in is in the form again, and not saved.</p>
      {refilled.length > 0 && (
        <ul className="mt-1 text-sm text-soft">
          {refilled.map(({ label, saved }) => (
            <li key={label}>
              {label}: {saved ? `saved is “${saved}”` : "nothing is saved"}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
