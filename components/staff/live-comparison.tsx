"use client";

import { useEffect, useState } from "react";
import { formatCount } from "@/domain/staff/room-words";

const EVERY_MS = 1_000;

interface Seen {
  subscriptions: number;
  events: number;
}

/** How far a comparison with Stripe has come; the page is read anew at its end. Without script, a link reads it. */
export function LiveComparison({ initial }: { initial: Seen }) {
  const [seen, setSeen] = useState(initial);
  useEffect(() => {
    const abort = new AbortController();
    const ask = async () => {
      const response = await fetch("/staff/trust/progress", {
        signal: abort.signal,
        cache: "no-store",
      }).catch(() => null);
      if (!response?.ok || abort.signal.aborted) return;
      const { comparing }: { comparing: Seen | null } = await response.json();
      if (comparing) setSeen(comparing);
      else window.location.assign("/staff/trust?notice=compared#runs");
    };
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, []);
  return (
    <p className="max-w-sm" role="status">
      <strong>Comparing with Stripe.</strong>
      {` ${formatCount(seen.events)} events and ${formatCount(seen.subscriptions)} subscriptions so far. `}
      <a href="/staff/trust" className="underline underline-offset-4">
        Look again
      </a>
    </p>
  );
}
