import { BRIDGE } from "./bridge";
import { CHOIR, CHOIR_UK } from "./choir";
import { INVOICES } from "./invoices";
import type { SampleArticle } from "./write";

export const SAMPLE_ARTICLES: readonly SampleArticle[] = [BRIDGE, CHOIR, CHOIR_UK, INVOICES];
