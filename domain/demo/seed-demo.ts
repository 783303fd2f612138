import type { Ctx } from "@/domain/context";
import { seedArticles } from "./seed-articles";
import { seedDrive } from "./seed-drive";

/** The sample newsroom: its articles and one running drive. Does nothing where they are. */
export async function seedDemo(ctx: Ctx): Promise<void> {
  await seedArticles(ctx);
  await seedDrive(ctx);
}
