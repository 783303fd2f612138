const KEY = "muster-typed";
/** What must not be left lying about, what a browser does not let be written, and what the server writes anew. */
const LEFT_OUT = new Set(["password", "file", "hidden", "submit", "button"]);

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What somebody changed in a form, by name. */
interface Typed {
  form: string;
  fields: { name: string; value: string; isChecked: boolean }[];
}

/** A field that was filled in again, with what is saved. */
export interface Refilled {
  label: string;
  saved: string;
}

/** Keeps what was changed in a form until the next page is there; for this tab alone. */
export function keepTyped(form: HTMLFormElement): void {
  const fields = controlsOf(form)
    .filter(isChanged)
    .map((control) => ({ name: control.name, value: control.value, isChecked: isChecked(control) }));
  const typed: Typed = { form: nameOf(form), fields };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(typed));
  } catch {
    // Storage is full or refused: a refused form then begins anew.
  }
}

/** Gives back what was kept, once. */
export function takeTyped(): Typed | null {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return kept ? (JSON.parse(kept) as Typed) : null;
  } catch {
    return null;
  }
}

/**
 * Fills in again what somebody had changed, and nothing else: what another person saved meanwhile stays in the fields
 * that were left alone, and is told of the others. Null when the form is not on the page.
 */
export function refill(typed: Typed): Refilled[] | null {
  const form = [...document.forms].find((each) => nameOf(each) === typed.form);
  if (!form) return null;
  const refilled: Refilled[] = [];
  for (const { name, value, isChecked: wasChecked } of typed.fields) {
    const control = controlsOf(form).find(
      (each) => each.name === name && (!isTick(each) || each.value === value),
    );
    if (!control) continue;
    const saved = isTick(control) ? (control.defaultChecked ? "ticked" : "not ticked") : control.value;
    if (isTick(control)) control.checked = wasChecked;
    else control.value = value;
    // A form without a revision changes nothing that is saved already.
    if (isChanged(control) && "revision" in form.elements) refilled.push({ label: labelOf(control), saved });
  }
  for (let around: Element | null = form; around; around = around.parentElement)
    if (around instanceof HTMLDetailsElement) around.open = true;
  return refilled;
}

/** What a visit of a form alone has: the revision that was looked at, the number of an attempt. */
const OF_A_VISIT = new Set(["revision", "attempt"]);

/** Its address and what it is about. */
function nameOf(form: HTMLFormElement): string {
  const about = [...form.querySelectorAll<HTMLInputElement>("input[type=hidden]")]
    .filter(({ name }) => !OF_A_VISIT.has(name))
    .map(({ name, value }) => `${name}=${value}`);
  return [form.getAttribute("action"), ...about].join(" ");
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (each): each is Control =>
      (each instanceof HTMLInputElement ||
        each instanceof HTMLTextAreaElement ||
        each instanceof HTMLSelectElement) &&
      each.name !== "" &&
      !LEFT_OUT.has(each.type),
  );
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

function isChecked(control: Control): boolean {
  return isTick(control) && control.checked;
}

function isChanged(control: Control): boolean {
  if (isTick(control)) return control.checked !== control.defaultChecked;
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((option) => option.selected !== option.defaultSelected);
  return control.value !== control.defaultValue;
}

function labelOf(control: Control): string {
  const label = control.labels?.[0];
  return (label?.querySelector("span") ?? label)?.textContent?.trim() || control.name;
}
