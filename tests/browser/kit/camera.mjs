import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { desktop, phone, visitor } from "./visitors.mjs";

const folder = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });

/** Every look of the product: on a desk and on a phone, light and dark. */
export const looks = [desktop, phone].flatMap((settings) =>
  ["light", "dark"].map((colorScheme) => ({
    device: settings === phone ? "phone" : "desktop",
    touch: settings === phone,
    colorScheme,
    /** Somebody who sees the page like that, over `base`. */
    person: (browser, base) => visitor(browser, base, { ...settings, colorScheme, networkFails: true }),
  })),
);

/** Takes a picture of what somebody sees, with every image drawn and the pointer out of the way; `full`: the whole page. */
export async function take({ page }, name, { device, colorScheme }, { pointer = false, full = false } = {}) {
  if (!pointer) await page.mouse.move(4, 4);
  await page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.decode().catch(() => null))),
  );
  const file = `${folder}${name}-${device}-${colorScheme}.png`;
  await page.screenshot({ path: file, fullPage: full });
  execFileSync("pngquant", ["--force", "--strip", "--ext", ".png", "96", file]);
}
