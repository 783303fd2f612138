import { BATTERY } from "./battery";
import { BREAD } from "./bread";
import { BRIDGE } from "./bridge";
import { CHOIR, CHOIR_UK } from "./choir";
import { CLOCK } from "./clock";
import { INVOICES } from "./invoices";
import { KEYS } from "./keys";
import { RIVERBANK } from "./riverbank";
import { TROLLEYBUS } from "./trolleybus";
import type { SampleArticle } from "./write";

export const SAMPLE_ARTICLES: readonly SampleArticle[] = [
  BRIDGE,
  BREAD,
  CLOCK,
  CHOIR,
  CHOIR_UK,
  RIVERBANK,
  INVOICES,
  KEYS,
  BATTERY,
  TROLLEYBUS,
];
