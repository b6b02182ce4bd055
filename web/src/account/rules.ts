// What can be said of names and passwords before the server is asked (PROTOCOL section 12); it has the last word.

export const passwordMin = 8;
export const passwordMost = 128;
export const aboutMost = 160;
export const displayMost = 32;

const points = (text: string): number => [...text].length;

export function nameProblem(name: string): string | null {
  if (name.length < 3) return "A name has at least 3 characters.";
  if (name.length > 24) return "A name has at most 24 characters.";
  if (!/^[a-z0-9._-]*$/.test(name)) return "Only a to z, 0 to 9, dot, dash and underscore can be used.";
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name))
    return "The first and the last character must be a letter or digit.";
  return null;
}

export function passwordProblem(password: string, name: string): string | null {
  const length = points(password);
  if (length < passwordMin) return `A password has at least ${passwordMin} characters.`;
  if (length > passwordMost) return `A password has at most ${passwordMost} characters.`;
  return password === name ? "The password must not be the name." : null;
}

/** What stands below a field for a new password while one types. */
export function passwordHint(password: string): string {
  const missing = passwordMin - points(password);
  if (password === "")
    return `At least ${passwordMin} characters. A few words that do not belong together are good.`;
  if (missing > 0) return `${missing} more ${missing === 1 ? "character" : "characters"}.`;
  return points(password) < 12 ? "Long enough. Longer is better." : "Long enough.";
}

/** How the six words may be typed: in any case, with any spaces, commas, dashes or numbers between them. */
export function tidyWords(typed: string): string {
  return typed
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "")
    .join(" ");
}

export function wordsProblem(typed: string): string | null {
  const count = tidyWords(typed).split(" ").filter(Boolean).length;
  if (count === 6) return null;
  return count === 0
    ? "Type the six words."
    : `These are ${count} ${count === 1 ? "word" : "words"}; there are six.`;
}

/** Something that looks like an address of a page; the server knows a few more. */
export function hasLink(text: string): boolean {
  return /:\/\/|www\.|[a-z0-9]\.(com|net|org|info|io|me|de|uk|app|dev|xyz)(?![a-z0-9])/i.test(text);
}

export function aboutProblem(about: string): string | null {
  const over = points(about) - aboutMost;
  if (over > 0) return `${over} ${over === 1 ? "character" : "characters"} too many.`;
  return hasLink(about) ? "Links are not taken here. Leave them out." : null;
}

export function displayProblem(display: string): string | null {
  if (display.trim() === "") return "Others need something to call you by.";
  return points(display) > displayMost ? `A display name has at most ${displayMost} characters.` : null;
}
