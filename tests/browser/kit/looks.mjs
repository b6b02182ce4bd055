import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// What can be measured of how a page looks and reads.

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong on the page, or `within` a part of it, one line each. */
export async function violations(page, within = "html") {
  // What is on its way from one colour to another is neither.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished.catch(() => null)),
    ),
  );
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(
    (part) =>
      window.axe.run(part, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      }),
    within,
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

/**
 * Everything one can press, in the topmost layer (an open dialog or menu, else the page), that cannot be brought in
 * front of the eyes: scrolled to, it still lies outside the window or under something else.
 */
export const unreachable = (page) =>
  page.evaluate(() => {
    const layer =
      [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.querySelector(".menu") ?? document;
    const found = [];
    for (const each of layer.querySelectorAll("button, a[href], input, select, textarea, summary")) {
      // What is shown by another element (a picture of a switch, a button for a file) is pressed there.
      const target = each.closest("label") ?? each;
      if (each.disabled || !target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        continue;
      if (each.classList.contains("hidden") && target === each) continue;
      target.scrollIntoView({ block: "center", inline: "center" });
      const { left, top, width, height } = target.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue;
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      if (hit === null || !(target.contains(hit) || hit.contains(target)))
        found.push(
          `${each.getAttribute("aria-label") ?? target.textContent}: ${left} ${top} ${width} ${height}`,
        );
    }
    return found;
  });
