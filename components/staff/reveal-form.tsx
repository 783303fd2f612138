"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";

/**
 * A form whose answer is shown once, here, and kept nowhere: secrets, codes and links never pass through an
 * address or a cookie.
 */
export function RevealForm<T>({
  action,
  after,
  children,
  render,
}: {
  action: string;
  /** What follows: the page made anew, where what was made stands elsewhere on it, or another address. */
  after?: "refresh" | `/staff/${string}`;
  children: ReactNode;
  render: (answer: T) => ReactNode;
}) {
  const router = useRouter();
  const [answer, setAnswer] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSending(true);
    setProblem(null);
    const fields = new FormData(event.currentTarget);
    const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
    try {
      const response = await fetch(action, { method: "POST", body });
      const answered = await response.json();
      if (response.ok) {
        setAnswer(answered);
        if (after === "refresh") router.refresh();
        else if (after) location.assign(after);
      } else setProblem(answered.error.message);
    } catch {
      setProblem("There is no connection. Please try again.");
    }
    setSending(false);
  };

  if (answer !== null) return <div role="status">{render(answer)}</div>;
  return (
    <form method="post" onSubmit={send} aria-busy={isSending}>
      {problem && (
        <p role="alert" className="mb-4 border-l-4 border-warn pl-4">
          {problem}
        </p>
      )}
      {children}
    </form>
  );
}
