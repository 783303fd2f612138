import { circle, cuts, line, path, person, random, rect, round, svg } from "./brush.mjs";

const W = 1600;
const H = 900;

export function keys() {
  const rand = random(41);
  let s = rect(0, 0, W, H, "#c9b79b") + cuts(rand, 0, 0, W, H, 160, "#bda98a", 90, 3);
  s += rect(0, 720, W, 180, "#6b4b3a") + cuts(rand, 0, 735, W, 160, 90, "#7d5a47", 120, 4);
  s += rect(150, 90, 1060, 560, "#8a5f3f") + rect(170, 110, 1020, 520, "#a57550");
  s += cuts(rand, 180, 120, 980, 500, 120, "#8f6443", 110, 3);
  for (let i = 0; i < 42; i++) {
    const x = 232 + (i % 14) * 69;
    const y = 190 + Math.floor(i / 14) * 158;
    s += rect(x - 18, y - 52, 36, 18, "#efe3cb") + circle(x, y - 16, 5, "#2b211b");
    if (i === 35 || i === 41) continue;
    const tilt = Math.round(rand() * 16 - 8);
    const metal = ["#e0b75c", "#d8d4c8", "#c98f4b"][i % 3];
    s += `<g transform="rotate(${tilt} ${x} ${y - 16})">${line(`M${x} ${y - 12}v14`, "#5c2f2a", 3)}${circle(x, y + 14, 13, metal)}${circle(x, y + 14, 5, "#a57550")}${rect(x - 3, y + 25, 6, 42, metal)}${rect(x + 3, y + 52, 9, 5, metal)}${rect(x + 3, y + 61, 7, 5, metal)}</g>`;
  }
  s += person(1330, 900, 3.4, "#2f5a45", "#e2b48c");
  s += line("M1268 690q-60-90-128-120", "#2f5a45", 44) + circle(1132, 562, 24, "#e2b48c");
  s += path("M1272 560C1272 500 1388 500 1388 560C1360 528 1300 528 1272 560Z", "#ded9d2");
  for (const x of [110, 1500])
    s +=
      rect(x - 34, 640, 68, 80, "#a4472f") +
      circle(x - 22, 620, 22, "#5b4690") +
      circle(x + 20, 612, 24, "#7660ad") +
      circle(x, 596, 20, "#8f7bc4");
  svg("keys", W, H, s);
}

export function bakery() {
  const rand = random(9);
  let s = rect(0, 0, W, H, "#1d2740") + cuts(rand, 0, 0, W, 700, 140, "#26324f", 110, 3);
  s += rect(0, 760, W, 140, "#12192b") + cuts(rand, 0, 775, W, 110, 70, "#202b47", 120, 3);
  s += rect(220, 130, 900, 640, "#5b2f2a") + rect(200, 110, 940, 70, "#7a3b2c");
  s +=
    rect(280, 240, 560, 420, "#f3d48c") +
    rect(900, 240, 170, 530, "#3a2320") +
    rect(922, 270, 126, 190, "#f3d48c");
  for (let row = 0; row < 3; row++) {
    const y = 350 + row * 120;
    s += rect(300, y, 520, 12, "#8a5a2b");
    for (let i = 0; i < 7; i++) {
      const x = 340 + i * 73;
      const crust = ["#b5703a", "#9c5a2b", "#c98747"][(i + row) % 3];
      s += path(`M${x - 30} ${y}C${x - 34} ${y - 52} ${x + 34} ${y - 52} ${x + 30} ${y}Z`, crust);
      s += line(`M${x - 12} ${y - 22}l10 12M${x + 4} ${y - 26}l10 12`, "#f0cf9b", 4);
    }
  }
  s += path("M220 770L840 770L1240 900L60 900Z", "#f3d48c", ' opacity=".18"');
  const coats = ["#31516b", "#6f7d4a", "#8e3f2f", "#4a3a63", "#2f4530"];
  coats.forEach((coat, i) => {
    s += person(
      1010 + i * 118,
      836 + (i % 2) * 14,
      1.75 + (i % 3) * 0.08,
      coat,
      ["#d9a071", "#e5b78c", "#c98f63"][i % 3],
    );
  });
  s += circle(1370, 170, 54, "#efe3c0") + circle(1392, 156, 50, "#1d2740");
  svg("bakery", W, H, s);
}

export function clock() {
  const rand = random(20);
  let s =
    rect(0, 0, W, H, "#e6d3b0") +
    rect(0, 0, W, 330, "#dcb98a") +
    cuts(rand, 0, 20, W, 520, 110, "#eadbbd", 120, 3);
  for (let i = 0; i < 12; i++) {
    const x = -60 + i * 150;
    const top = 640 + rand() * 90;
    const wall = ["#a65b42", "#8f4a3b", "#b87a5a"][i % 3];
    s += path(`M${x} 900V${round(top)}l80-70 80 70V900Z`, wall) + rect(x + 66, top + 50, 28, 40, "#f1dfb6");
  }
  s += rect(610, 150, 380, 750, "#7d6a58") + cuts(rand, 620, 160, 360, 720, 120, "#8f7b67", 60, 3);
  s += path("M580 150h440l-220-140z", "#43505a") + rect(590, 140, 420, 26, "#5c4c40");
  s += circle(800, 390, 172, "#3a3029") + circle(800, 390, 154, "#f6ecd6");
  for (let i = 0; i < 12; i++) {
    const a = (i * Math.PI) / 6;
    const from = i % 3 === 0 ? 116 : 130;
    s += line(
      `M${round(800 + Math.sin(a) * from)} ${round(390 - Math.cos(a) * from)}L${round(800 + Math.sin(a) * 144)} ${round(390 - Math.cos(a) * 144)}`,
      "#3a3029",
      i % 3 === 0 ? 9 : 5,
    );
  }
  s +=
    line("M800 390L738 326", "#3a3029", 14) +
    line("M800 390q70 22 132-8", "#3a3029", 9) +
    circle(800, 390, 13, "#a4472f");
  s +=
    path("M890 372c6-34 36-44 62-30l26-8-12 22c4 24-14 36-44 34z", "#59677a") +
    circle(962, 340, 4, "#f6ecd6");
  s += rect(690, 700, 220, 200, "#4a3d33") + line("M800 700v200", "#7d6a58", 8);
  svg("clock", W, H, s);
}

export function bicycles() {
  const rand = random(206);
  let s = rect(0, 0, W, H, "#1b2733") + cuts(rand, 0, 0, W, 380, 90, "#263746", 130, 3);
  for (let i = 0; i < 40; i++) s += circle(rand() * W, rand() * 220, 1.5 + rand() * 2, "#e9dfc6");
  s +=
    path("M60 420L800 150L1540 420V760H60Z", "#5a3229") +
    path("M20 440L800 130L1580 440L1560 470L800 170L40 470Z", "#2e2320");
  for (let x = 100; x < 1520; x += 58) s += line(`M${x} 470v290`, "#4b2922", 5);
  s += rect(640, 300, 320, 120, "#f0cd84") + line("M800 300v120M640 360h320", "#5a3229", 10);
  s += rect(0, 760, W, 140, "#22302a") + cuts(rand, 0, 770, W, 120, 90, "#2f4238", 110, 3);
  for (let i = 0; i < 9; i++) {
    const x = 130 + i * 168;
    const frame = ["#d8a24a", "#8fb0c4", "#c8623f", "#a9b48a"][i % 4];
    s += [x - 44, x + 44]
      .map((cx) => `<circle cx="${cx}" cy="756" r="38" fill="none" stroke="#0f161d" stroke-width="8"/>`)
      .join("");
    s += line(
      `M${x - 44} 756l26-62h52l10 62M${x - 18} 694l22 62h40M${x - 24} 682h-18M${x + 34} 694l-6-22h16`,
      frame,
      8,
    );
    s +=
      rect(x - 14, 704, 34, 16, "#0f161d") +
      circle(x + 12, 712, 5, "#7ddc8a") +
      circle(x + 12, 712, 13, "#7ddc8a", ' opacity=".25"');
    s += line(`M${x + 20} 712C${x + 50} 640 ${x + 30} 560 ${x + 40} 520`, "#0f161d", 3);
  }
  s += line("M80 520H1520", "#0f161d", 8);
  svg("bicycles", W, H, s);
}

export function trolleybus() {
  const rand = random(12);
  let s = rect(0, 0, W, H, "#182238") + cuts(rand, 0, 0, W, 600, 120, "#202d49", 120, 3);
  for (let i = 0; i < 9; i++) {
    const x = i * 185 - 30;
    const top = 190 + rand() * 170;
    s += rect(x, top, 165, 560, i % 2 ? "#232f4c" : "#2a3757");
    for (let w = 0; w < 10; w++)
      if (rand() > 0.82)
        s += rect(x + 22 + (w % 3) * 46, top + 40 + Math.floor(w / 3) * 76, 26, 38, "#e8bf6a");
  }
  s += line("M0 250Q800 290 1600 250M0 264Q800 304 1600 264", "#0c1220", 4);
  s += rect(0, 720, W, 180, "#0f1626") + cuts(rand, 0, 740, W, 150, 80, "#1d2740", 140, 3);
  s += path("M330 760L1290 760L1500 900L120 900Z", "#e8bf6a", ' opacity=".13"');
  s += line("M760 420L1010 278M800 420L1050 292", "#0c1220", 6);
  s +=
    `<rect x="330" y="416" width="960" height="318" rx="34" fill="#b5432f"/>` +
    rect(330, 600, 960, 34, "#efe3cb");
  for (let i = 0; i < 5; i++)
    s += `<rect x="${372 + i * 160}" y="456" width="136" height="124" rx="10" fill="#f6dc9a"/>`;
  s +=
    `<rect x="1172" y="456" width="96" height="240" rx="10" fill="#f6dc9a"/>` +
    line("M1220 456v240", "#7a2c20", 6);
  for (const [x, coat] of [
    [440, "#31516b"],
    [600, "#3d5233"],
    [920, "#5a3d66"],
  ])
    s += person(x, 580, 0.92, coat, "#c98f63");
  s += `<circle cx="352" cy="446" r="17" fill="none" stroke="#f6dc9a" stroke-width="6"/>`;
  for (const x of [520, 1090]) s += circle(x, 736, 62, "#0b101b") + circle(x, 736, 26, "#7c8a93");
  s += circle(342, 690, 16, "#fff3cf") + circle(342, 690, 44, "#fff3cf", ' opacity=".2"');
  svg("trolleybus", W, H, s);
}
