import { backfill } from "./backfill/soak";
import { cuts } from "./cuts/soak";
import { histories } from "./histories/soak";
import { kills } from "./kills/soak";
import { mutations } from "./mutations/soak";
import { outage } from "./outage/soak";
import type { Soak } from "./soak";

/** Every long proof by the name it is asked for. */
export const SOAKS: Readonly<Record<string, Soak>> = { histories, mutations, kills, cuts, outage, backfill };
