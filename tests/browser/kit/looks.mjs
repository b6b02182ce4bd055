import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// What can be measured of how a page looks and reads.

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong, one line each. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

/** By how many pixels the page is wider than its window. */
export const sideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Everything one can press that is on screen and lower than 44 px. */
export const smallTargets = (page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        "button:not(.reaction), label.segment, label.radio, a.button, a.icon-button, a.room-line, a.brand, summary, input, select, textarea",
      ),
    ]
      .filter((each) => each.checkVisibility() && !each.classList.contains("hidden"))
      .filter((each) => each.type !== "radio" && each.type !== "checkbox")
      .map((each) => ({
        what: each.getAttribute("aria-label") ?? each.textContent,
        box: each.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.height > 0 && box.height < 43.5)
      .map(({ what, box }) => `${what}: ${box.width} x ${box.height}`),
  );
