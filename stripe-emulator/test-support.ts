import http from "node:http";
import Stripe from "stripe";
import type { Emulator } from "./start.ts";

export function stripeFor(emulator: Emulator, key = "sk_test_emulator"): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port: emulator.port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

export interface Receiver {
  url: string;
  secret: string;
  events: Stripe.Event[];
  bodies: string[];
  /** Status to answer with. */
  answer: number;
  clear: () => void;
  types: () => string[];
  settled: (emulator: Emulator) => Promise<void>;
  stop: () => Promise<void>;
}

/** A webhook endpoint that verifies each signature as an app would. */
export async function listenForWebhooks(): Promise<Receiver> {
  const stripe = new Stripe("sk_test_receiver");
  const receiver: Receiver = {
    url: "",
    secret: "whsec_receiver",
    events: [],
    bodies: [],
    answer: 200,
    clear: () => {
      receiver.events.length = 0;
      receiver.bodies.length = 0;
    },
    types: () => receiver.events.map((event) => event.type),
    settled: async (emulator) => {
      const answer = await control(emulator, "flush", { timeoutMs: 5000 });
      if (answer.idle !== true) throw new Error("deliveries are still pending");
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    response.statusCode = receiver.answer;
    if (receiver.answer < 300) {
      const signature = String(request.headers["stripe-signature"]);
      receiver.events.push(stripe.webhooks.constructEvent(body, signature, receiver.secret));
      receiver.bodies.push(body);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  receiver.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/webhook`;
  return receiver;
}

/** Asks a control; with a body it is a POST. */
export async function control(
  emulator: Emulator,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${emulator.url}/_emulator/${path}`, {
    method: body ? "POST" : "GET",
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const answer: Record<string, unknown> = JSON.parse(await response.text());
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer;
}
