import assert from "node:assert/strict";
import { test } from "node:test";
import { attach, photo, pictures } from "../kit/photo.mjs";
import { composer, message, see, write } from "../kit/room.mjs";
import { stage } from "../kit/stage.mjs";
import { until } from "../kit/until.mjs";

const chat = stage({}, { networkFails: true });

test("image: it is described, drawn anew without its secrets, sent, seen large, and gone with its message", async () => {
  const { ann, bo } = await chat.annAndBo();
  const bodies = [];
  ann.page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/media"))
      bodies.push(request.postDataBuffer());
  });
  await attach(ann.page, await photo(ann.page));
  const description = ann.page.getByLabel("Description, for those who cannot see it");
  assert.equal(await description.inputValue(), "", "a camera's file name says nothing");
  await description.fill("Sky over the lake");
  await composer(ann.page).fill("look at this");
  await composer(ann.page).press("Enter");
  await see(bo.page, "look at this");
  await pictures(bo.page).waitFor();
  assert.equal(bodies.length, 1);
  assert.ok(bodies[0] === null || !bodies[0].includes("SECRETPLACE"), "nothing but the pixels leaves");

  await bo.page.getByRole("button", { name: "Sky over the lake, show it large" }).click();
  const large = bo.page.getByRole("dialog", { name: /^Picture from/ });
  await large.getByRole("img", { name: "Sky over the lake" }).waitFor();
  await bo.page.keyboard.press("Escape");
  await large.waitFor({ state: "detached" });

  const address = await pictures(bo.page).getAttribute("src");
  assert.match(address, /^blob:/);
  await message(ann.page, "look at this").hover();
  await ann.page.getByRole("button", { name: "Delete" }).click();
  await ann.page
    .getByRole("group", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  await pictures(bo.page).waitFor({ state: "detached" });
  // Asked for as a picture: the policy lets the page fetch nothing but its own server.
  const loads = bo.page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
        image.src = url;
      }),
    address,
  );
  assert.equal(await loads, false, "the object URL is given back");
});

test("image: pasted and dropped pictures are taken, other files are not", async () => {
  const { ann, bo } = await chat.annAndBo();
  const { buffer } = await photo(ann.page, { width: 300, height: 200 });
  const give = (kind, selector) =>
    ann.page.evaluate(
      ([bytes, type, where]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "lake at dawn.jpg", { type: "image/jpeg" }));
        const event =
          type === "paste"
            ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector(where).dispatchEvent(event);
      },
      [[...buffer], kind, selector],
    );
  await give("paste", "textarea");
  const description = ann.page.getByLabel("Description, for those who cannot see it");
  await description.waitFor();
  assert.equal(await description.inputValue(), "lake at dawn");
  await ann.page.getByRole("button", { name: "Remove the picture" }).click();
  await description.waitFor({ state: "detached" });
  await give("drop", ".log");
  await description.waitFor();
  await ann.page.getByRole("button", { name: "Send" }).click();
  await pictures(bo.page).waitFor();
  await attach(ann.page, { name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  await ann.page.getByText("Only JPEG, PNG, WebP and GIF pictures can be sent.").waitFor();
});

test("image: what could not be uploaded stays with its text, and goes with a retry", async () => {
  const { ann, bo } = await chat.annAndBo();
  await ann.page.route("**/media", (route) => route.abort());
  await attach(ann.page, await photo(ann.page));
  await ann.page.getByLabel("Description, for those who cannot see it").waitFor();
  await write(ann.page, "with a picture");
  await ann.page.getByText(/^Not sent:/).waitFor();
  await ann.page.getByRole("button", { name: "Change", exact: true }).click();
  await ann.page.getByRole("img", { name: "Goes with your message" }).waitFor();
  await until("the text is back", async () => (await composer(ann.page).inputValue()) === "with a picture");
  await composer(ann.page).press("Enter");
  await ann.page.getByText(/^Not sent:/).waitFor();
  await ann.page.unroute("**/media");
  await ann.page.getByRole("button", { name: "Retry" }).click();
  await see(bo.page, "with a picture");
  await pictures(bo.page).waitFor();
});

test("image: an upload under way shows its progress and can be called back", async () => {
  const { ann } = await chat.annAndBo();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await ann.page.route("**/media", async (route) => {
    await held;
    await route.abort().catch(() => undefined);
  });
  await attach(ann.page, await photo(ann.page));
  await ann.page.getByLabel("Description, for those who cannot see it").waitFor();
  await write(ann.page, "not yet");
  await ann.page.getByRole("progressbar", { name: "Uploading the picture" }).waitFor();
  await ann.page.locator(".uploading").getByRole("button", { name: "Cancel" }).click();
  await ann.page.getByRole("img", { name: "Goes with your message" }).waitFor();
  await until("the text is back", async () => (await composer(ann.page).inputValue()) === "not yet");
  release();
  assert.equal(await ann.page.getByText(/^Not sent:/).count(), 0);
});
