import { render } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";
import { AdminApp } from "../../src/admin/app/app";
import { navigate } from "../../src/admin/app/router";
import { Shell } from "../../src/admin/shell";
import { FakeServer, root } from "./fake_server";

/** The whole application before a fake server, as somebody who is logged in sees it. */
export class Stage {
  readonly server = new FakeServer();
  readonly box = document.createElement("div");
  readonly app: AdminApp;

  constructor() {
    document.body.append(this.box);
    this.app = new AdminApp();
    this.server.on("GET /me", [200, { admin: root }]).on("GET /proposals", [200, { proposals: [] }]);
  }

  async open(place: string): Promise<void> {
    navigate(place);
    await act(() => render(<Shell app={this.app} />, this.box));
    await act(() => this.app.start());
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let n = 0; n < 4; n += 1) await act(() => new Promise((resolve) => setTimeout(resolve)));
  }

  close(): void {
    render(null, this.box);
    this.box.remove();
    vi.unstubAllGlobals();
  }

  get text(): string {
    return this.box.textContent ?? "";
  }

  /** The last dialog that is open. */
  get dialog(): HTMLDialogElement {
    const found = [...this.box.querySelectorAll("dialog")].at(-1);
    if (!found) throw new Error(`no dialog in: ${this.text}`);
    return found;
  }

  button(name: string, within: Element = this.box): HTMLButtonElement {
    const all = [...within.querySelectorAll("button")];
    const label = (each: HTMLButtonElement) =>
      each.getAttribute("aria-label") ?? each.textContent?.trim() ?? "";
    const found = all.find((each) => label(each) === name);
    if (!found) throw new Error(`no button ${name} among ${all.map(label).join(", ")}`);
    return found;
  }

  async press(name: string, within: Element = this.box): Promise<void> {
    const button = this.button(name, within);
    const form = button.type === "submit" ? button.closest("form") : null;
    await act(() => {
      if (form) form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
      else button.click();
    });
    await this.settle();
  }

  field(
    label: string,
    within: Element = this.box,
  ): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
    const labels = [...within.querySelectorAll("label")];
    const found = labels.find(
      (each) => each.textContent?.trim() === label || each.querySelector("span")?.textContent === label,
    );
    const id = found?.getAttribute("for");
    const field = id ? document.getElementById(id) : found?.querySelector("input, textarea, select");
    if (!field)
      throw new Error(`no field ${label} among ${labels.map((each) => each.textContent).join(", ")}`);
    return field as HTMLInputElement;
  }

  async fill(label: string, value: string, within: Element = this.box): Promise<void> {
    const field = this.field(label, within);
    await act(() => {
      field.value = value;
      field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    });
  }
}
