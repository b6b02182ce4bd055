// @vitest-environment happy-dom
import { render } from "preact";
import { describe, expect, it } from "vitest";
import { TextView } from "../../src/text/text_view";

function shown(text: string): HTMLElement {
  const root = document.createElement("div");
  render(<TextView body={{ text }} />, root);
  return root;
}

describe("a message's text", () => {
  it("never becomes HTML", () => {
    const hostile = `<img src=x onerror=alert(1)><script>alert(1)</script>&amp;`;
    const root = shown(hostile);
    expect(root.textContent).toBe(hostile);
    expect(root.querySelectorAll("img, script")).toHaveLength(0);
  });

  it("opens links without telling where they came from", () => {
    const link = shown("see https://a.example/b").querySelector("a");
    expect(link?.getAttribute("rel")).toBe("noopener noreferrer nofollow");
    expect(link?.getAttribute("target")).toBe("_blank");
    expect(link?.getAttribute("href")).toBe("https://a.example/b");
  });

  it("says so when it cannot be shown", () => {
    const root = document.createElement("div");
    render(<TextView body={{}} />, root);
    expect(root.textContent).toContain("cannot show this message");
  });
});
