/** Longer names are cut beneath an icon. */
const SHORT = 12;

/** What a device needs to keep the site on its first screen. */
export function webManifest(newsroom: string): string {
  return JSON.stringify({
    name: newsroom,
    short_name: shortName(newsroom),
    start_url: "/",
    display: "browser",
    background_color: "#fbf8f2",
    theme_color: "#12386b",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
    ],
  });
}

/** As many whole words as fit beneath an icon. */
function shortName(newsroom: string): string {
  const [first = "", ...words] = newsroom.replace(/^the /i, "").split(" ");
  let name = first;
  for (const word of words) {
    if (name.length + 1 + word.length > SHORT) break;
    name += ` ${word}`;
  }
  return name.slice(0, SHORT);
}
