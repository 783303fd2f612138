const MARKUP = /<(?:!--[\s\S]*?--|(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?))>/y;

/** Throws unless the text is well-formed XML of elements, double-quoted attributes and references. */
export function assertWellFormed(xml: string): void {
  const open: string[] = [];
  let at = 0;
  while (at < xml.length) {
    if (xml[at] !== "<") {
      const end = xml.indexOf("<", at);
      const text = xml.slice(at, end < 0 ? undefined : end);
      if (open.length === 0 && text.trim()) throw new Error(`text outside the root: ${text}`);
      assertCharacters(text);
      at += text.length;
      continue;
    }
    MARKUP.lastIndex = at;
    const found = MARKUP.exec(xml);
    if (!found) throw new Error(`not markup at ${at}: ${xml.slice(at, at + 60)}`);
    const [whole, isEnd, name = "", attributes = "", isEmpty] = found;
    assertCharacters(attributes);
    const names = [...attributes.matchAll(/([\w:-]+)="/g)].map((each) => each[1]);
    if (new Set(names).size < names.length) throw new Error(`an attribute twice in ${whole}`);
    if (isEnd && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    if (!isEnd && !isEmpty && name) open.push(name);
    at += whole.length;
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
}

function assertCharacters(text: string): void {
  if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(text)) throw new Error(`a bare ampersand in ${text}`);
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text))
    throw new Error("a character XML cannot hold");
}
