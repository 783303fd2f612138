import { circle, cuts, hills, line, path, person, random, rect, round, svg } from "./brush.mjs";

export function bridge() {
  const rand = random(7);
  const W = 1600;
  const H = 900;
  let s = rect(0, 0, W, H, "#e9c48f") + rect(0, 0, W, 300, "#e2a873");
  s += circle(1180, 330, 120, "#f6e3bd") + cuts(rand, 0, 60, W, 220, 70, "#edbd88", 120, 3);
  s += hills(rand, W, 430, 90, 900, "#b98462", 6) + hills(rand, W, 470, 60, 900, "#7d5a55", 9);
  for (let i = 0; i < 26; i++)
    s += rect(60 + i * 58 + rand() * 30, 430 - rand() * 46, 14 + rand() * 20, 80, "#5b4450");
  s +=
    rect(0, 490, W, 410, "#31516b") +
    cuts(rand, 0, 505, W, 380, 240, "#4c7390", 90, 3) +
    cuts(rand, 940, 505, 480, 300, 70, "#e6c79b", 70, 4);
  // The pontoons: a line of boats, the roadway upon them, a truck half way.
  for (let i = 0; i < 11; i++) {
    const x = -40 + i * 160;
    const y = 668 + Math.sin(i * 0.9) * 7;
    s +=
      path(`M${x} ${round(y)}h132l-22 46h-88z`, "#17222e") +
      line(`M${x + 12} ${round(y + 60)}q54 12 108 0`, "#8fb0c4", 3);
  }
  s += rect(0, 640, W, 22, "#c9a36c") + rect(0, 660, W, 10, "#17222e");
  for (let x = 10; x < W; x += 46) s += rect(x, 612, 5, 30, "#17222e");
  s += line("M0 614H1600", "#17222e", 4);
  s += `<g transform="translate(690 640)">${rect(0, -92, 170, 82, "#6f7d4a")}${cuts(rand, 10, -84, 150, 60, 12, "#8b985f", 40, 3)}${path("M170-70h54l32 34v26h-86z", "#56623a")}${rect(186, -60, 34, 24, "#e9c48f")}${[34, 96, 214].map((x) => circle(x, -6, 20, "#17222e") + circle(x, -6, 8, "#c9a36c")).join("")}</g>`;
  s +=
    person(1080, 640, 0.72, "#17222e", "#d9a071") +
    person(1146, 640, 0.68, "#8e3f2f", "#c98f63") +
    person(430, 640, 0.7, "#2f4530", "#d9a071");
  svg("pontoon", W, H, s);
}

export function workshop() {
  const rand = random(21);
  const W = 1600;
  const H = 1066;
  let s = rect(0, 0, W, H, "#26313a");
  for (let i = 0; i < 5; i++)
    s +=
      path(`M${120 + i * 290} 120h200v330h-200z`, "#d7b07a") +
      line(`M${220 + i * 290} 120v330M${120 + i * 290} 285h200`, "#26313a", 12);
  s +=
    cuts(rand, 100, 130, 1400, 300, 120, "#e8caa0", 80, 3) +
    rect(0, 640, W, 426, "#4a3a33") +
    cuts(rand, 0, 660, W, 400, 160, "#5f4a40", 120, 4);
  s +=
    rect(180, 600, 1240, 56, "#9a6b43") +
    rect(220, 650, 40, 260, "#6e4a2e") +
    rect(1340, 650, 40, 260, "#6e4a2e");
  s +=
    path("M520 600c40-150 330-180 470-60l90 60z", "#7c8a93") +
    cuts(rand, 560, 500, 440, 80, 40, "#a9b6bd", 60, 3);
  s += person(420, 880, 2.4, "#1a3350", "#c98f63") + person(1180, 900, 2.5, "#8e3f2f", "#d9a071");
  s += line("M1060 590l70-150M1060 590l18 10", "#17222e", 14);
  svg("workshop", W, H, s);
}

export function river() {
  const rand = random(33);
  const W = 1600;
  const H = 1066;
  let s = rect(0, 0, W, H, "#cdd9d6") + circle(420, 300, 90, "#f4efe0");
  s += hills(rand, W, 420, 120, 1066, "#9fb3ad", 5) + hills(rand, W, 500, 80, 1066, "#6d8a86", 8);
  s += rect(0, 560, W, 506, "#3b5f6b") + cuts(rand, 0, 570, W, 480, 260, "#5b8290", 110, 3);
  for (let i = 0; i < 60; i++) {
    const x = rand() * W;
    s += line(
      `M${round(x)} 1066q${round(rand() * 30 - 15)} -${round(120 + rand() * 160)} ${round(rand() * 60 - 30)} -${round(200 + rand() * 160)}`,
      "#22383c",
      4 + rand() * 4,
    );
  }
  s += path("M960 640h220l-40 60h-140z", "#1c2a30") + person(1070, 644, 0.9, "#b5532f", "#d9a071");
  svg("river", W, H, s);
}

export function metro() {
  const rand = random(5);
  const W = 1600;
  const H = 900;
  let s = rect(0, 0, W, H, "#1b2a44");
  for (let i = 5; i >= 0; i--) {
    const w = 330 + i * 230;
    const h = 300 + i * 150;
    const tone = ["#f3d9a4", "#d7a963", "#9c6f4b", "#66505a", "#3c4160", "#263555"][i];
    s += path(
      `M${800 - w / 2} 760V${760 - h * 0.55}A${w / 2} ${round(h * 0.5)} 0 0 1 ${800 + w / 2} ${760 - h * 0.55}V760Z`,
      tone,
    );
  }
  s += rect(0, 740, W, 160, "#131d31") + cuts(rand, 0, 750, W, 140, 110, "#2a3a5c", 120, 3);
  const coats = ["#7a2f2b", "#214a5e", "#3d5233", "#5a3d66", "#8a5a2b", "#1f3555"];
  const skins = ["#d9a071", "#c98f63", "#e5b78c"];
  for (let row = 0; row < 2; row++) {
    for (let i = 0; i < 9 - row; i++) {
      const x = 420 + i * 96 + row * 48;
      s += person(x, 790 + row * 66, 1.15 + row * 0.12, coats[(i + row * 2) % 6], skins[(i * 2 + row) % 3]);
      s += circle(x, 790 + row * 66 - 108 * (1.15 + row * 0.12), 4, "#131d31");
    }
  }
  s += person(800, 900, 1.5, "#0d1424", "#c98f63") + line("M836 800l66-70", "#f3d9a4", 5);
  for (const x of [120, 1480])
    s +=
      rect(x - 26, 120, 52, 620, "#22304f") +
      circle(x, 190, 44, "#f3d9a4") +
      circle(x, 190, 70, "#f3d9a4", ' opacity=".18"');
  svg("metro", W, H, s);
}

export function invoices() {
  const rand = random(11);
  const W = 1600;
  const H = 900;
  let s = rect(0, 0, W, H, "#dfe3da") + rect(0, 620, W, 280, "#b8beae");
  s +=
    path("M420 620V330h760v290z", "#f4f1e6") +
    path("M380 330l420-180 420 180z", "#9c4a32") +
    rect(400, 320, 800, 26, "#7d3826");
  for (let i = 0; i < 6; i++) s += rect(470 + i * 128, 372, 22, 248, "#cfc8b4");
  s +=
    rect(760, 470, 84, 150, "#5a4636") +
    circle(802, 250, 34, "#f4f1e6") +
    line("M802 250v-20M802 250l14 8", "#3a2f28", 5);
  for (let i = 0; i < 34; i++) {
    const x = rand() * 1500 + 30;
    const y = 70 + rand() * 730;
    const a = Math.round(rand() * 70 - 35);
    s += `<g transform="translate(${round(x)} ${round(y)}) rotate(${a})">${rect(-34, -46, 68, 92, "#fffdf5", ' stroke="#8a8877" stroke-width="2"')}${line("M-22-28h30M-22-14h44M-22 0h44M-22 14h26", "#8a8877", 3)}${rect(4, 24, 20, 10, "#9c4a32")}</g>`;
  }
  s +=
    person(560, 800, 1.3, "#2c4058", "#d9a071") +
    person(700, 830, 1.4, "#4b5a36", "#c98f63") +
    person(1080, 820, 1.35, "#6e2f3c", "#e5b78c");
  svg("invoices", W, H, s);
}
