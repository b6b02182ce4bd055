// Pictures, and what one does with them.

/** A picture as a file, made in the browser, with what a camera would write beside the pixels. */
export async function photo(page, { width = 640, height = 480, name = "IMG_2041.jpg" } = {}) {
  const bytes = await page.evaluate(
    async ([w, h]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
      const context = canvas.getContext("2d");
      const sky = context.createLinearGradient(0, 0, w, h);
      sky.addColorStop(0, "#2f6fe0");
      sky.addColorStop(1, "#c2620c");
      context.fillStyle = sky;
      context.fillRect(0, 0, w, h);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
      return [...new Uint8Array(await blob.arrayBuffer())];
    },
    [width, height],
  );
  const secret = Buffer.from("Exif\0\0GPS 52.5200 13.4050 SECRETPLACE");
  const marker = Buffer.from([0xff, 0xe1, 0, secret.length + 2]);
  const buffer = Buffer.concat([Buffer.from(bytes.slice(0, 2)), marker, secret, Buffer.from(bytes.slice(2))]);
  return { name, mimeType: "image/jpeg", buffer };
}

/** Chooses a file, as with the button beside the text field. */
export const attach = (page, file) => page.locator('input[type="file"]').first().setInputFiles(file);

/** The pictures of the messages in the log. */
export const pictures = (page) => page.locator("[data-message] .picture img");
