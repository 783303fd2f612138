/** Sends a line to the person who asked. */
export type Print = (line: string) => void;

const EVERY_MS = 1_000;

/** A printer of progress that speaks at most once a second, so that short work says nothing. */
export function everySecond(print: Print): Print {
  let last = Date.now();
  return (line) => {
    if (Date.now() - last < EVERY_MS) return;
    last = Date.now();
    print(line);
  };
}

/** 18204 as "18,204". */
export function figure(n: number): string {
  return n.toLocaleString("en");
}

/** "1 subscription", "706 subscriptions". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${figure(n)} ${n === 1 ? one : many}`;
}
