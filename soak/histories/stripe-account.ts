import type { Emulator } from "../../stripe-emulator/start";

/** The account of a history, moved as an operator and its readers would: through Stripe's API and the controls. */
export class StripeAccount {
  constructor(private readonly emulator: Emulator) {}

  /** Asks `/v1`; null when Stripe refuses, because histories also ask what makes no sense. */
  async api(
    method: "POST" | "DELETE",
    path: string,
    form: Record<string, string> = {},
  ): Promise<Answer | null> {
    const res = await fetch(`${this.emulator.url}/v1/${path}`, {
      method,
      headers: {
        authorization: "Bearer sk_test_history",
        "content-type": "application/x-www-form-urlencoded",
      },
      ...(method === "POST" && { body: new URLSearchParams(form).toString() }),
    });
    return answerOf(res, path);
  }

  /** Asks a control; null when it refuses. */
  async control(path: string, body: object = {}): Promise<Answer | null> {
    const res = await fetch(`${this.emulator.url}/_emulator/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    return answerOf(res, path);
  }

  async state<T>(): Promise<T> {
    const res = await fetch(`${this.emulator.url}/_emulator/state`);
    return (await res.json()) as T;
  }
}

export type Answer = Record<string, unknown>;

async function answerOf(res: Response, path: string): Promise<Answer | null> {
  const body = await res.text();
  if (res.status >= 500) throw new Error(`${path}: ${res.status} ${body}`);
  return res.ok ? (JSON.parse(body) as Answer) : null;
}
