import { visitor } from "./visitors.mjs";

// A journey through a part of the server that a binary does not have yet is skipped, and says so.

const known = new Map();

function ask(command) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://${location.host}/ws`);
    socket.onerror = () => reject(new Error("no socket"));
    socket.onopen = () => socket.send(JSON.stringify({ t: "hello", id: 1, v: 1 }));
    socket.onmessage = (event) => {
      const frame = JSON.parse(event.data);
      if (frame.re === 1) socket.send(JSON.stringify({ t: command, id: 2, room: "0".repeat(17) }));
      if (frame.re !== 2) return;
      socket.close();
      resolve(frame.code !== "bad_command");
    };
  });
}

async function knows(browser, url, command) {
  const someone = await visitor(browser, url, { networkFails: true });
  await someone.page.goto(url);
  await someone.page.evaluate(() =>
    fetch("/api/session", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-SRChat": "1" },
      body: "{}",
    }),
  );
  const answer = await (command === "media"
    ? someone.page.evaluate(askMedia)
    : someone.page.evaluate(ask, command));
  await someone.leave();
  return answer;
}

function askMedia() {
  return fetch(`/api/rooms/${"0".repeat(17)}/media`, {
    method: "POST",
    headers: { "Content-Type": "image/png", "X-SRChat": "1" },
    body: new Uint8Array([1]),
  })
    .then((response) => response.json())
    .then(({ error }) => error.code === "not_member" || error.code === "media_invalid")
    .catch(() => false);
}

/** Says false, and marks the test as skipped, if the server has no such command ("media": takes no pictures). */
export async function needs(test, browser, server, command) {
  const key = `${server.url} ${command}`;
  if (!known.has(key)) known.set(key, await knows(browser, server.url, command));
  if (!known.get(key)) test.skip(`the server does not take ${command} yet`);
  return known.get(key);
}
