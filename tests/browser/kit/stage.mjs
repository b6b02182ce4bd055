import { after, afterEach, before } from "node:test";
import { joinRoom, ownName, startRoom } from "./room.mjs";
import { startServer } from "./server.mjs";
import { startBrowser, visitor } from "./visitors.mjs";
import { startWire } from "./wire.mjs";

/**
 * What the journeys of one file play on: a server with `config` (a function is asked for it), a browser, and with
 * `wire` a wire to the server that can be cut. Whoever visits leaves after the journey, which fails if their page
 * complained. `people` are the options of every visitor (see visitors.mjs).
 */
export function stage(config = {}, { wire: wired = false, ...people } = {}) {
  let server;
  let browser;
  let wire;
  let visitors = [];
  const start = async (data) => {
    const given = typeof config === "function" ? await config() : config;
    server = await startServer(wire ? { "server.origins": wire.url, ...given } : given, data);
    wire?.lead(server.port);
  };

  before(async () => {
    if (wired) wire = await startWire();
    await start();
    browser = await startBrowser();
  });
  afterEach(async () => {
    wire?.mend();
    const leaving = visitors.reverse();
    visitors = [];
    for (const each of leaving) await each.leave();
  });
  after(async () => {
    await browser?.close();
    await wire?.close();
    await server?.stop();
  });

  const visitAt = async (base, options) => {
    const one = await visitor(browser, base, { ...people, ...options });
    visitors.push(one);
    return one;
  };
  return {
    get url() {
      return server.url;
    },
    get wire() {
      return wire;
    },
    /** Somebody who has not opened anything yet. */
    visit: (options = {}) => visitAt(server.url, options),
    /** The same, over the wire that can be cut. */
    visitByWire: (options = {}) => visitAt(wire.url, { networkFails: true, ...options }),
    /** Ann has started a room with these options (see startRoom) and Bo, over the wire if there is one, is inside. */
    async annAndBo(room = {}) {
      const ann = await this.visit();
      const bo = wire ? await this.visitByWire() : await this.visit();
      const address = await startRoom(ann.page, server.url, room);
      await joinRoom(bo.page, wire ? address.replace(server.url, wire.url) : address);
      return { ann, bo, address, owner: await ownName(ann.page), name: await ownName(bo.page) };
    },
    /** The server ends well and another one, which knows nothing but at most the accounts, takes its place. */
    async restart({ keepsAccounts = false } = {}) {
      await server.stop({ keep: keepsAccounts });
      await start(keepsAccounts ? server.data : undefined);
    },
  };
}
