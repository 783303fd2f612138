/** What one check of the doctor says. `todo` tells what to do when it is not well. */
export interface Finding {
  about: string;
  /** `unsure` is worth knowing and no reason for alarm. */
  state: "well" | "unsure" | "ill";
  says: string;
  todo?: string;
}

export function well(about: string, says: string): Finding {
  return { about, state: "well", says };
}

export function unsure(about: string, says: string, todo: string): Finding {
  return { about, state: "unsure", says, todo };
}

export function ill(about: string, says: string, todo: string): Finding {
  return { about, state: "ill", says, todo };
}

/** A run of checks as a person reads it. */
export function describeFindings(findings: readonly Finding[]): string[] {
  const marks = { well: "✓", unsure: "?", ill: "✗" };
  const lines = findings.flatMap(({ about, state, says, todo }) => [
    `${marks[state]} ${about}: ${says}`,
    ...(todo ? [`    ${todo}`] : []),
  ]);
  const bad = findings.filter(({ state }) => state === "ill").length;
  return [...lines, bad === 0 ? "All is well." : `${bad} to put right.`];
}
