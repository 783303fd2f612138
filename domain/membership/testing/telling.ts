import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Engine } from "@/db/client";
import { installation, subscriptions } from "@/db/schema";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { renderEvent } from "../../../stripe-emulator/events/render-event";
import { applyEvents } from "../apply-events";
import { parseStripeEvent } from "../parse-stripe-event";
import { settleDue } from "../settle";

export const HOLDER = "00000000-0000-7000-8000-000000000003";
export const DAY = 86_400;

type Stored = Record<string, unknown> & { id: string };

/** A newsroom in which a test decides what of Stripe's news is told, and when. */
export async function openTelling(engine: Engine) {
  const newsroom = await openNewsroom(engine);
  return new Telling(newsroom);
}

export class Telling {
  private readonly taken = new Set<string>();

  constructor(readonly newsroom: Newsroom) {}

  get ctx() {
    return this.newsroom.ctx;
  }

  now(): number {
    return this.newsroom.emulator.world.clock.now();
  }

  shown(slug = "25000") {
    return this.ctx.feed.read(slug)?.progress;
  }

  async total(): Promise<number> {
    return (await this.ctx.db.select().from(installation))[0]?.total ?? 0;
  }

  /** An event as Stripe sends it, about an object as it was. */
  event(type: string, object: object, at = this.now(), previous?: object) {
    return parseStripeEvent(
      {
        id: `evt_${randomUUID()}`,
        object: "event",
        api_version: "2026-10-28.endive",
        created: at,
        livemode: false,
        type,
        data: { object, ...(previous && { previous_attributes: previous }) },
      },
      this.ctx.settings.emailHashKey,
    );
  }

  /** One event, told by itself. */
  async apply(event: ReturnType<typeof parseStripeEvent>): Promise<void> {
    await applyEvents(this.ctx, [event]);
  }

  /** What happened since the last call is never told. */
  swallow(): void {
    for (const { id } of this.newsroom.emulator.world.store.of("event").walk("newer")) this.taken.add(id);
  }

  /** What happened since the last call, told in order. */
  async tell(): Promise<void> {
    const { world } = this.newsroom.emulator;
    const fresh = [...world.store.of("event").walk("newer")].filter(({ id }) => !this.taken.has(id));
    this.swallow();
    await applyEvents(
      this.ctx,
      fresh.map((each) => parseStripeEvent(renderEvent(world, each), this.ctx.settings.emailHashKey)),
    );
  }

  /** Somebody joins at Stripe; the subscription as Stripe has it. */
  async join(email: string): Promise<Stored> {
    const { results } = (await this.newsroom.control("join", { email })) as {
      results: { subscription: string }[];
    };
    return this.stored(results[0]?.subscription ?? "");
  }

  stored(id: string): Stored {
    return structuredClone(
      this.newsroom.emulator.world.store.of("subscription").get(id),
    ) as unknown as Stored;
  }

  async held(id: string) {
    return (await this.ctx.db.select().from(subscriptions).where(eq(subscriptions.id, id)))[0];
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 20; round++) {
      await this.newsroom.advance(2);
      if ((await settleDue(this.ctx, HOLDER)).waiting === 0) return;
    }
    throw new Error("something cannot be settled");
  }

  async agrees(): Promise<void> {
    expect((await verify(this.ctx)).differences).toEqual([]);
  }
}
