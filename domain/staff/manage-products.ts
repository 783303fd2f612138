import { z } from "zod";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import {
  type ChoiceEffect,
  type ChoosableProduct,
  chooseProducts,
  listProducts,
  previewProducts,
} from "@/domain/membership/choose-products";
import { parseInput } from "@/domain/parse-input";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const ids = z.array(z.string().min(1).max(255)).max(500);
const choiceSchema = z.object({ ticked: ids, seen: ids });
const reasonSchema = z
  .string("Say why: readers see the reason.")
  .trim()
  .min(1, "Say why: readers see the reason.")
  .max(300, "Keep the reason under 300 characters.");

/** Every product with whether it counts. Any role. */
export async function readProducts(ctx: Ctx, staff: StaffMember | null): Promise<ChoosableProduct[]> {
  requireRole(staff, "viewer");
  return listProducts(ctx);
}

/** Who would begin to count and who would cease to, or why the choice cannot be made. Editors. */
export async function previewProductsAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { ticked: unknown; seen: unknown },
): Promise<{ effect: ChoiceEffect; trouble: null } | { effect: null; trouble: string }> {
  requireRole(staff, "editor");
  try {
    const choice = { ...parseInput(choiceSchema, input), reason: "a look ahead", by: staff.email };
    return { effect: await previewProducts(ctx, choice), trouble: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { effect: null, trouble: error.message };
  }
}

/** Makes the ticked products those that count. Editors; audited. Throws invalid_input, conflict. */
export async function chooseProductsAsStaff(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { ticked: unknown; seen: unknown; reason: unknown },
): Promise<ChoiceEffect> {
  requireRole(staff, "editor");
  const choice = {
    ...parseInput(choiceSchema, input),
    reason: parseInput(reasonSchema, input.reason),
    by: staff.email,
  };
  return chooseProducts(ctx, choice, async (inside, { before, after, begin, cease }) => {
    await recordAudit(inside.db, staff, {
      action: "products.chosen",
      subject: "products",
      before: { products: choice.seen, total: before },
      after: { products: choice.ticked, total: after, begin, cease, reason: choice.reason },
    });
  });
}
