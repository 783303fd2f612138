import { newId } from "../ids.ts";
import { buildPortalConfiguration } from "../objects/build-portal.ts";
import type { PortalConfiguration } from "../objects/shapes.ts";
import type { World } from "../world.ts";

/** The account's own configuration, made when first asked for; its login page is open. */
export function defaultConfiguration(world: World): PortalConfiguration {
  const held = world.store
    .of("portal_configuration")
    .values()
    .find((each) => each.is_default);
  if (held) return held;
  const id = newId("bpc");
  return world.store.put(
    "portal_configuration",
    buildPortalConfiguration({
      id,
      created: world.clock.now(),
      loginUrl: `${world.baseUrl}/p/login/${id}`,
      isDefault: true,
    }),
  );
}
