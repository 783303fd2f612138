import type { Agent } from "node:http";
import { request } from "node:http";
import { signPayload } from "../../stripe-emulator/delivery/sign-payload";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import type { Random } from "../random";
import { SECRET, type SoakNewsroom } from "../world/soak-newsroom";

/** Most webhooks on their way at once. */
const CONCURRENCY = 16;

interface Delivery {
  id: string;
  body: string;
}

/** Stripe's side of the webhooks of one history: what happened, in the order it is going to be sent. */
export class Deliveries {
  private readonly taken = new Set<string>();
  private readonly waiting: Delivery[] = [];
  private isDown = false;

  constructor(
    private readonly newsroom: SoakNewsroom,
    private readonly random: Random,
    private readonly agent: Agent,
  ) {}

  /** How many events there were. */
  get collected(): number {
    return this.taken.size;
  }

  get length(): number {
    return this.waiting.length;
  }

  /** While the newsroom is down what happens reaches nobody: it must be fetched later. */
  goDown(): void {
    this.isDown = true;
  }

  comeUp(): void {
    this.isDown = false;
  }

  /** Renders what happened since the last call, as Stripe would have sent it then. */
  collect(): void {
    const { world } = this.newsroom.emulator;
    for (const event of world.store.of("event").walk("newer")) {
      if (this.taken.has(event.id)) continue;
      this.taken.add(event.id);
      if (!this.isDown) this.waiting.push({ id: event.id, body: JSON.stringify(renderEvent(world, event)) });
    }
  }

  /** Sends a share of what waits: in any order, some twice, several at once, to any instance. */
  async send(share: number): Promise<void> {
    const order = this.random.chance(0.5) ? this.random.shuffle(this.waiting) : [...this.waiting];
    const chosen = order.slice(0, Math.ceil(order.length * share));
    const copies = chosen.flatMap((delivery) =>
      this.random.chance(0.15) ? [delivery, delivery] : [delivery],
    );
    for (const delivery of chosen) this.waiting.splice(this.waiting.indexOf(delivery), 1);
    const addressed = copies.map(({ body }) => ({ body, url: this.anyDoor() }));
    const lanes = Array.from({ length: CONCURRENCY }, async (_, lane) => {
      for (let i = lane; i < addressed.length; i += CONCURRENCY) {
        const { url, body } = addressed[i]!;
        const status = await post(url, body, signPayload(body, SECRET), this.agent);
        if (status !== 200) throw new Error(`a webhook was answered ${status}: ${body}`);
      }
    });
    await Promise.all(lanes);
  }

  private anyDoor(): string {
    const instance = this.random.pick(this.newsroom.instances);
    return `${instance?.door.url}/api/stripe/webhook`;
  }
}

/** Posts a webhook over a kept connection; answers the status. */
export function post(url: string, body: string, signature: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "stripe-signature": signature,
        },
      },
      (res) => {
        res.resume();
        res.on("end", () => resolve(res.statusCode ?? 0));
      },
    );
    req.on("error", reject);
    req.end(body);
  });
}
