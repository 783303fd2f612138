import { cuts } from "./cuts/soak";
import { histories } from "./histories/soak";
import { mutations } from "./mutations/soak";
import type { Soak } from "./soak";

/** Every long proof by the name it is asked for. */
export const SOAKS: Readonly<Record<string, Soak>> = { histories, mutations, cuts };
