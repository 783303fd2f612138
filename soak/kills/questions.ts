/** What the killed Muster is asked once it is back: which of these it holds, and whether its number proves itself. */
export interface Question {
  ids: readonly string[];
}

export interface Answer {
  missing: string[];
  total: number;
  differences: string[];
}
