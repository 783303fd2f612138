import { bundleSoak } from "./bundle.mjs";

await bundleSoak();
await import(new URL("../dist/soak.mjs", import.meta.url).href);
