import { agreement } from "./agreement/soak";
import { backfill } from "./backfill/soak";
import { connections } from "./connections/soak";
import { counterOnly } from "./counter-only/soak";
import { cuts } from "./cuts/soak";
import { fuzz } from "./fuzz/soak";
import { histories } from "./histories/soak";
import { kills } from "./kills/soak";
import { mutations } from "./mutations/soak";
import { outage } from "./outage/soak";
import { restarts } from "./restarts/soak";
import { rounds } from "./rounds/soak";
import type { Soak } from "./soak";

/** Every long proof by the name it is asked for. */
export const SOAKS: Readonly<Record<string, Soak>> = {
  agreement,
  backfill,
  connections,
  "counter-only": counterOnly,
  cuts,
  fuzz,
  histories,
  kills,
  mutations,
  outage,
  restarts,
  rounds,
};
