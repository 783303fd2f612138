const SCRIPT = /<script\b([^>]*)>[\s\S]*?<\/script>/gi;
const SCRIPT_HINT = /<link\b[^>]*\bas="script"[^>]*>/gi;

/**
 * Takes the framework out of a rendered page: its scripts and their preloads go, structured data and our own
 * two reader scripts stay. What is left is a document that needs no script to be whole.
 */
export function stripScripts(html: string): string {
  return html
    .replace(SCRIPT, (script, attributes: string) => (isKept(attributes) ? script : ""))
    .replace(SCRIPT_HINT, "");
}

function isKept(attributes: string): boolean {
  return (
    /type="application\/ld\+json"/.test(attributes) ||
    /src="\/(?:early|reader)\.js(\?[^"]*)?"/.test(attributes)
  );
}
