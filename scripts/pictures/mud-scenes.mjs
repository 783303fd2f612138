import { circle, cuts, hills, line, path, person, random, rect, round, svg } from "./brush.mjs";

const W = 1600;
const H = 1066;

/** The uncovered bed of the river under a pale sky: the ground of all four finds. */
function mud(seed) {
  const rand = random(seed);
  let s = rect(0, 0, W, H, "#dfe1d6") + circle(1220 - seed * 9, 190, 70, "#f5efdd");
  s +=
    hills(rand, W, 330, 80, H, "#a9b5a8", 6) +
    rect(0, 352, W, 90, "#7f9ea3") +
    cuts(rand, 0, 360, W, 70, 50, "#a9c0c1", 90, 3);
  s += path(`M0 ${H}V440Q400 ${round(400 + rand() * 50)} 800 440T1600 430V${H}Z`, "#8b7f70");
  s +=
    cuts(rand, 0, 460, W, 590, 260, "#7a6e60", 120, 4) + cuts(rand, 0, 460, W, 590, 90, "#a3978655", 150, 4);
  for (let i = 0; i < 5; i++)
    s += `<ellipse cx="${round(rand() * W)}" cy="${round(560 + rand() * 440)}" rx="${round(70 + rand() * 90)}" ry="${round(10 + rand() * 12)}" fill="#9fb3b3"/>`;
  return { s, rand };
}

function reeds(rand, from, to, count) {
  let s = "";
  for (let i = 0; i < count; i++) {
    const x = from + rand() * (to - from);
    s += line(
      `M${round(x)} 1066q${round(rand() * 30 - 15)} -140 ${round(rand() * 60 - 30)} -${round(220 + rand() * 180)}`,
      "#4c5a3c",
      4 + rand() * 4,
    );
  }
  return s;
}

export function boat() {
  const { s: ground, rand } = mud(3);
  let s = ground + path("M240 760Q800 960 1380 730L1340 790Q800 1010 280 810Z", "#3a2c23");
  for (let i = 0; i < 15; i++) {
    const x = 290 + i * 74;
    const y = 800 + Math.sin((i / 14) * Math.PI) * 70;
    s += line(
      `M${x} ${round(y)}q${round(-30 + i * 2)} -${round(150 + Math.sin((i / 14) * Math.PI) * 110)} ${round(-44 + i * 6)} -${round(210 + Math.sin((i / 14) * Math.PI) * 100)}`,
      "#2b2019",
      17,
    );
  }
  s += person(640, 870, 1.9, "#b5532f", "#d9a071") + person(980, 880, 1.85, "#31516b", "#e5b78c");
  s += line("M690 770L930 778", "#f3d48c", 5) + cuts(rand, 260, 860, 1100, 120, 40, "#6b5f52", 120, 5);
  svg("find-boat", W, H, s);
}

export function bell() {
  const { s: ground, rand } = mud(17);
  let s = `${ground}<g transform="rotate(-58 760 760)">${path("M600 880C640 820 640 720 670 640C690 580 830 580 850 640C880 720 880 820 920 880Z", "#9a7434")}${path("M640 860C672 800 676 720 694 660", "#c79c4e")}${rect(586, 872, 348, 30, "#7d5b26")}${rect(736, 556, 48, 44, "#7d5b26")}</g>`;
  s += circle(560, 880, 26, "#4a3516") + cuts(rand, 480, 880, 560, 90, 40, "#6b5f52", 110, 6);
  s += `<g>${line("M1168 930V760M1196 930V764", "#5b6670", 7)}${path("M1090 700C1120 640 1230 640 1260 690L1320 770C1250 780 1140 790 1090 700Z", "#8794a0")}${line("M1110 690C1070 620 1120 570 1086 520", "#8794a0", 20)}${circle(1082, 512, 22, "#8794a0")}${path("M1064 506l-74 18 72 8z", "#d8a24a")}${circle(1078, 508, 4, "#15191d")}</g>`;
  s += reeds(rand, 0, 330, 40) + reeds(rand, 1370, 1600, 30);
  svg("find-bell", W, H, s);
}

export function bicycle() {
  const { s: ground, rand } = mud(29);
  const wheel = (x, y) => {
    let spokes = "";
    for (let i = 0; i < 12; i++) {
      const a = (i * Math.PI) / 6;
      spokes += `M${x} ${y}L${round(x + Math.cos(a) * 146)} ${round(y + Math.sin(a) * 146)}`;
    }
    return `<circle cx="${x}" cy="${y}" r="150" fill="none" stroke="#33261f" stroke-width="14"/>${line(spokes, "#4a3a30", 3)}${circle(x, y, 16, "#33261f")}`;
  };
  let s = `${ground}<g transform="rotate(-9 800 800)">${wheel(560, 800)}${wheel(1020, 800)}${line("M560 800L680 590H930L1020 800M680 590L790 800H560M790 800L930 590M660 540h-60M650 540l30 50M930 590l-16-66q-8-26 40-24", "#6d3a28", 17)}${path("M584 528h96l-12 22h-70z", "#2b2019")}${path("M1000 470h120v92h-120z", "#7a5a3a")}${path("M1000 470l60 50 60-50z", "#5f452b")}</g>`;
  s +=
    path("M330 1066Q520 860 820 930T1330 960L1420 1066Z", "#7f7364") +
    cuts(rand, 380, 930, 920, 120, 60, "#6b5f52", 110, 5);
  s += line("M470 700q40 90-10 180M620 690q-30 80 20 190M940 720q50 80 10 170", "#55683f", 9);
  svg("find-bicycle", W, H, s);
}

export function piano() {
  const { s: ground, rand } = mud(41);
  let s = `${ground}<ellipse cx="800" cy="850" rx="640" ry="130" fill="#8fabb0"/>${cuts(rand, 260, 780, 1080, 150, 70, "#b6cccd", 90, 3)}`;
  s += `<g transform="rotate(6 800 780)">${path("M350 880L350 610Q360 560 430 560H1010Q1180 560 1230 690L1290 880Z", "#3a2d26")}${path("M394 850V624Q400 600 440 600H1000Q1140 604 1186 704L1240 850Z", "#8fabb0")}`;
  for (let i = 0; i < 26; i++)
    s += line(
      `M${420 + i * 31} ${606 + Math.max(0, i - 17) * 9}L${410 + i * 32} 850`,
      "#c98f4b",
      i % 3 === 0 ? 4 : 2,
    );
  s += `${line("M394 706L1200 720", "#3a2d26", 22)}${line("M700 600L760 850M960 600L1040 850", "#3a2d26", 18)}</g>`;
  s += person(1390, 960, 1.7, "#5a3d66", "#d9a071") + reeds(rand, 0, 220, 34);
  svg("find-piano", W, H, s);
}
