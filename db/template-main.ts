import { writeTemplate } from "./write-template";

// Part of the build: initdb and every migration, done once instead of at each first start.
const [folder, migrations] = process.argv.slice(2);
if (!folder || !migrations) throw new Error("template-main <folder> <migrations>");
await writeTemplate(folder, migrations);
