import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

// Measures the forecast on generated drives and writes the figures into docs/forecast.md between its marks.
const DRIVES = 240;
const DOC = "docs/forecast.md";
const MARKS = /(<!-- measured -->\n)[\s\S]*?(<!-- \/measured -->)/;

const bundled = await build({
  stdin: {
    contents: `export { measureCoverage } from "./domain/forecast/measure-coverage";
      export { SHAPES } from "./domain/forecast/generated-drives";`,
    resolveDir: process.cwd(),
  },
  bundle: true,
  format: "esm",
  platform: "node",
  write: false,
});
const code = Buffer.from(bundled.outputFiles[0].text).toString("base64");
const { measureCoverage, SHAPES } = await import(`data:text/javascript;base64,${code}`);

const percent = (share) => `${(100 * share).toFixed(1)}%`;
const lines = [
  "",
  "| Shape | Drives | Held-back days | Inside the band | Below it | Above it |",
  "| --- | --- | --- | --- | --- | --- |",
];
for (const shape of SHAPES) {
  const { drives, heldBackDays, covered, below, above } = measureCoverage(shape, DRIVES);
  const cells = [shape, drives, heldBackDays, percent(covered), percent(below), percent(above)];
  lines.push(`| ${cells.join(" | ")} |`);
  console.log(lines.at(-1));
}
const doc = await readFile(DOC, "utf8");
await writeFile(DOC, doc.replace(MARKS, `$1${lines.join("\n")}\n\n$2`));
