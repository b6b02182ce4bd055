// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { later } from "../../src/ui/later";

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;

describe("a part of the page that comes later", () => {
  const root = document.createElement("div");
  afterEach(() => render(null, root));
  const shows = (words: string) => vi.waitFor(() => expect(root.textContent).toContain(words));

  it("is loaded when it is first shown, and not before", async () => {
    let loads = 0;
    const Late = later(async () => {
      loads += 1;
      return Greeting;
    });
    expect(loads).toBe(0);
    render(<Late name="Ann" />, root);
    await shows("Hello Ann");
    render(<Late name="Bo" />, root);
    await shows("Hello Bo");
    expect(loads).toBe(1);
  });

  it("says so when it cannot be loaded, and can be tried again", async () => {
    let reachable = false;
    const Late = later(() => (reachable ? Promise.resolve(Greeting) : Promise.reject(new Error("away"))));
    render(<Late name="Ann" />, root);
    await shows("could not be loaded");
    reachable = true;
    root.querySelector("button")?.click();
    await shows("Hello Ann");
  });
});
