// A second small client written from docs/PROTOCOL.md, by another library in another language.
// Joins, talks, loses the connection, resumes, and prints what it knows of the room as one line of JSON.
// Use: node client.mjs ORIGIN ROOM TEXT_BEFORE TEXT_AFTER; it waits for a line on stdin while it is offline.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import WebSocket from "ws";

const [origin, room, before, after] = process.argv.slice(2);
const known = { epoch: null, seq: 0, events: [], gaps: 0, doubles: 0, holes: 0 };

async function newSession() {
  const answer = await fetch(`${origin}/api/session`, {
    method: "POST",
    headers: { Origin: origin, "X-SRChat": "1", "Content-Type": "application/json" },
    body: "{}",
  });
  if (answer.status !== 201) throw new Error(`session: ${answer.status}`);
  return answer.headers.get("set-cookie").split(";")[0];
}

// Section 6: the next frame begins at the last seq + 1; below is a double, above is a hole.
function take(event) {
  const first = event.from ?? event.seq;
  if (first <= known.seq) known.doubles += 1;
  else if (first > known.seq + 1) known.holes += 1;
  else {
    known.seq = event.seq;
    known.events.push(event);
    if (event.t === "gap") known.gaps += 1;
  }
}

function applyJoined(reply) {
  if (!reply.resumed) Object.assign(known, { epoch: reply.epoch, seq: reply.seq });
  else reply.events.forEach(take);
}

class Connection {
  #socket;
  #ids = 0;
  #waiting = new Map();

  static async open(cookie) {
    const connection = new Connection();
    const url = `${origin.replace("http", "ws")}/ws`;
    connection.#socket = new WebSocket(url, {
      origin,
      headers: { Cookie: cookie },
      perMessageDeflate: false,
    });
    connection.#socket.on("message", (data) => connection.#hear(JSON.parse(data)));
    await once(connection.#socket, "open");
    await connection.command("hello", { v: 1, client: "node" });
    return connection;
  }

  #hear(frame) {
    if (frame.t === "joined") applyJoined(frame);
    if (frame.re !== undefined) this.#waiting.get(frame.re)?.(frame);
    else if (frame.seq !== undefined && frame.t !== "top") take(frame);
  }

  async command(t, fields) {
    const id = ++this.#ids;
    const reply = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ t, id, ...fields }));
    const frame = await reply;
    if (frame.t === "error") throw new Error(JSON.stringify(frame));
    return frame;
  }

  say(text, cid = randomBytes(16).toString("hex")) {
    return this.command("say", { room, cid, body: { text } });
  }

  async cut() {
    this.#socket.terminate();
    await once(this.#socket, "close");
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const cookie = await newSession();
const first = await Connection.open(cookie);
await first.command("join", { room });
const cid = randomBytes(16).toString("hex");
await first.say(before, cid);
await first.cut();
console.log("offline");
await lines.next();

const second = await Connection.open(cookie);
for (let more = true; more; ) {
  const resume = { epoch: known.epoch, seq: known.seq };
  const reply = await second.command("join", { room, resume });
  more = reply.resumed && reply.more;
}
const repeated = await second.say(before, cid);
const last = await second.say(after);
while (known.seq < last.seq) await second.command("ping", {});
// The exit waits for the write: a pipe takes a long line in parts.
const line = `${JSON.stringify({ ...known, repeat: repeated.repeat })}\n`;
process.stdout.write(line, () => process.exit(0));
