export * from "./catalogue";
export * from "./drives";
export * from "./events";
export * from "./installation";
export * from "./ledger";
export * from "./members";
export * from "./payments";
