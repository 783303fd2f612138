/** On a partner's page: gives every frame of ours the height it says it has. */
const origin = new URL((document.currentScript as HTMLScriptElement).src).origin;
const MAX_HEIGHT = 400;

function isOurs(frame: Element): frame is HTMLIFrameElement {
  return frame instanceof HTMLIFrameElement && frame.src.startsWith(`${origin}/embed/`);
}

function greetAll(): void {
  for (const frame of document.querySelectorAll("iframe")) if (isOurs(frame)) greet(frame);
}

function greet(frame: HTMLIFrameElement): void {
  // Delivered only while the frame still shows a page of that origin.
  frame.contentWindow?.postMessage("muster:hello", origin);
}

addEventListener("message", (event) => {
  if (event.origin !== origin) return;
  const height = Number(event.data?.musterHeight);
  if (!(height > 0 && height <= MAX_HEIGHT)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (isOurs(frame) && frame.contentWindow === event.source) frame.height = String(height);
  }
});
document.addEventListener(
  "load",
  ({ target }) => target instanceof Element && isOurs(target) && greet(target),
  true,
);
addEventListener("load", greetAll);
if (document.readyState === "complete") greetAll();

export {};
