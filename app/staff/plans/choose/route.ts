import { choosePlans } from "@/domain/staff/manage-plans";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/plans", async ({ ctx, staff, form }) => {
  const priceIds = form.getAll("price").map(String);
  const text = (name: string) => String(form.get(name) ?? "");
  const own = form.getAll("own").map((place) => {
    const [productId, interval, currency] = String(place).split(":");
    const [minimum, suggestions] = [text(`minimum:${place}`), text(`suggestions:${place}`)];
    return { productId, interval, currency, minimum, suggestions };
  });
  await choosePlans(ctx, staff, {
    revision: form.get("revision"),
    suggested: form.get("suggested"),
    offered: priceIds.map((priceId) => ({ priceId, place: text(`place:${priceId}`) })),
    own,
  });
  return { notice: "saved" };
});
