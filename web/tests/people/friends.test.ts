import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Client } from "../../src/connection/client";
import { Friends } from "../../src/friends/friends";
import type { Friend } from "../../src/wire/people";
import { noon } from "../builders";
import { FakeClient, no, ok } from "../fake_client";

const person = (name: string, part: Partial<Friend> = {}): Friend => ({
  name,
  display: name.toUpperCase(),
  avatar: "a1",
  state: "friend",
  since: noon,
  ...part,
});
const listed = (...friends: Friend[]) => ok({ t: "friends", re: 1, friends });

let client: FakeClient;
let friends: Friends;

beforeEach(() => {
  client = new FakeClient();
  friends = new Friends(client as unknown as Client);
});

const states = () => [...(friends.list.value ?? [])].map(([name, friend]) => `${name} ${friend.state}`);

describe("the list of friends", () => {
  it("is unknown until the answer, then kept current", async () => {
    void friends.refresh();
    expect(friends.list.value).toBeNull();
    await client.last("friends").answer(listed(person("ann"), person("bob", { state: "incoming" })));
    expect(states()).toEqual(["ann friend", "bob incoming"]);
    friends.changed({ t: "friend_changed", friend: person("bob") });
    friends.changed({ t: "friend_changed", friend: person("ann", { state: "none" }) });
    expect(states()).toEqual(["bob friend"]);
  });

  it("does not lose what was heard while the answer was under way", async () => {
    void friends.refresh();
    friends.changed({ t: "friend_changed", friend: person("bob", { state: "incoming" }) });
    await client.last("friends").answer(listed(person("ann")));
    expect(states()).toEqual(["ann friend", "bob incoming"]);
  });

  it("takes presence of friends, and of nobody else", async () => {
    void friends.refresh();
    await client
      .last("friends")
      .answer(listed(person("ann", { online: false }), person("bob", { state: "blocked" })));
    friends.presence({ t: "friend_presence", name: "ann", online: true });
    friends.presence({ t: "friend_presence", name: "bob", online: true });
    friends.presence({ t: "friend_presence", name: "eve", online: true });
    expect([...(friends.list.value?.values() ?? [])].map(({ online }) => online)).toEqual([true, undefined]);
    expect(states()).toEqual(["ann friend", "bob blocked"]);
  });

  it("holds what an act came to without waiting for the event", async () => {
    void friends.refresh();
    await client.last("friends").answer(listed());
    void friends.ask({ name: "ann" });
    const asked = { t: "friend", re: 1, friend: person("ann", { state: "outgoing" }) } as const;
    await client.last("friend_request").answer(ok(asked));
    expect(states()).toEqual(["ann outgoing"]);
  });

  it("ignores an answer that comes after the person has gone", async () => {
    void friends.refresh();
    friends.clear();
    await client.last("friends").answer(listed(person("ann")));
    expect(friends.list.value).toBeNull();
  });

  it("is asked for again when accounts are away for a moment", async () => {
    void friends.refresh();
    await client.last("friends").answer(no("unavailable", 1));
    await vi.waitFor(() => expect(client.count("friends")).toBe(2));
  });
});
