import { connect, createServer } from "node:net";

/**
 * A wire between browser and server that can be cut: existing connections break at once and new ones are
 * refused until it is mended. Held, it takes nothing more from the browser until it is cut. The address stays the
 * same, also over a restart of the server.
 */
export async function startWire() {
  let target = 0;
  let up = true;
  let held = false;
  const pairs = new Set();
  const listener = createServer((near) => {
    if (!up || target === 0) return near.destroy();
    const far = connect(target, "127.0.0.1");
    const pair = { near, far };
    pairs.add(pair);
    const drop = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const socket of [near, far]) socket.on("error", drop).on("close", drop);
    far.pipe(near);
    if (held) near.pause();
    else near.pipe(far);
  });
  await new Promise((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${listener.address().port}`;
  const dropAll = () => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url,
    lead(port) {
      target = port;
    },
    cut() {
      up = false;
      dropAll();
    },
    hold() {
      held = true;
      for (const { near, far } of pairs) near.unpipe(far).pause();
    },
    mend() {
      held = false;
      up = true;
    },
    close() {
      dropAll();
      return new Promise((resolve) => listener.close(resolve));
    },
  };
}
