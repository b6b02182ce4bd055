import { type Signal, signal } from "@preact/signals";
import { type Client, challengeIn, lostRefusal, type Outcome, type Refusal } from "../connection/client";
import { type Picture, release } from "../media/picture";
import { upload } from "../media/upload";
import { withProof } from "../proof/prover";
import type { Proof } from "../proof/solve";
import type { Reply } from "../wire/replies";
import type { Media } from "../wire/shapes";
import type { Drafts, Unsent } from "./drafts";
import * as outbox from "./outbox";
import type { MessageItem } from "./room_state";

export interface WritingHooks {
  /** The room is live: what waits may go out. */
  ready(): boolean;
  /** The newest seq of the room that the page has. */
  lastSeq(): number;
  /** How long a message of this room lives: a draft lives no longer. */
  lifeMs(): number;
  typingAllowed(): boolean;
  refused(refusal: Refusal): void;
  /** The picture is the server's now; its preview is shown on under that name. */
  adopted(media: Media, url: string): void;
}

const typingEveryMs = 3_000;

function newCid(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

function unsent({ cid, text, replyTo, mentions }: outbox.Outgoing): Unsent {
  return {
    cid,
    text,
    ...(replyTo === null ? {} : { replyTo }),
    ...(mentions.length > 0 ? { mentions } : {}),
  };
}

/** What the person writes into one room: the draft and the messages on their way. Owned by the room. */
export class Writing {
  readonly outbox: Signal<outbox.Outbox>;
  /** A text that is put back into the input; null until that happens. */
  readonly offered: Signal<string | null> = signal<string | null>(null);
  /** The message that is being answered, and the picture that goes along. */
  readonly replyTo: Signal<number | null> = signal<number | null>(null);
  readonly picture: Signal<Picture | null> = signal<Picture | null>(null);
  /** How much of the picture under way is up, from 0 to 1. */
  readonly progress: Signal<number> = signal(0);
  draft: string;
  private typedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private upload: { readonly cid: string; readonly control: AbortController } | null = null;

  constructor(
    private readonly id: string,
    private readonly client: Client,
    private readonly drafts: Drafts,
    private readonly hooks: WritingHooks,
  ) {
    const kept = drafts.load(id, Date.now());
    this.draft = kept.text;
    this.outbox = signal(
      kept.unsent.reduce((box, { cid, text, replyTo = null, mentions = [] }) => {
        return outbox.add(box, cid, text, { replyTo, mentions, picture: null });
      }, outbox.emptyOutbox),
    );
  }

  keep(text: string): void {
    this.draft = text;
    const open = this.outbox.peek().list.filter((entry) => entry.state !== "taken");
    // A picture does not outlast the page, so its words become part of the draft again.
    const words = open.filter((entry) => entry.picture).map((entry) => entry.text);
    const draft = [...words, text].filter((part) => part !== "").join("\n");
    const plain = open.filter((entry) => !entry.picture).map(unsent);
    this.drafts.save(this.id, { text: draft, unsent: plain }, Date.now() + this.hooks.lifeMs());
  }

  attach(picture: Picture | null): void {
    const before = this.picture.peek();
    if (before && before.url !== picture?.url) release(before);
    this.picture.value = picture;
  }

  say(text: string, mentions: readonly number[] = []): void {
    const extras = { replyTo: this.replyTo.peek(), mentions, picture: this.picture.peek() };
    this.draft = "";
    this.typedAt = 0;
    this.replyTo.value = null;
    this.picture.value = null;
    this.hold(outbox.add(this.outbox.peek(), newCid(), text, extras));
    this.pump();
  }

  retry(cid: string): void {
    this.hold(outbox.retry(this.outbox.peek(), cid));
    this.pump();
  }

  discard(cid: string): void {
    if (this.upload?.cid === cid) this.upload.control.abort();
    const entry = this.find(cid);
    if (entry && !entry.media) release(entry.picture);
    this.hold(outbox.drop(this.outbox.peek(), cid));
    this.pump();
  }

  /** Puts a message that did not go out back to where it is written; what is there already stays below it. */
  takeBack(cid: string): void {
    const entry = this.find(cid);
    if (!entry) return;
    if (this.upload?.cid === cid) this.upload.control.abort();
    this.hold(outbox.drop(this.outbox.peek(), cid));
    if (entry.picture) {
      // Once uploaded the preview belongs to the room's pictures: the draft makes one of its own.
      const url = entry.media ? URL.createObjectURL(entry.picture.blob) : entry.picture.url;
      this.attach({ ...entry.picture, url });
    }
    this.replyTo.value = entry.replyTo;
    this.offer([entry.text, this.draft].filter((part) => part !== "").join("\n"));
    this.pump();
  }

  /** Puts a text back into the input. */
  offer(text: string): void {
    this.keep(text);
    this.offered.value = null;
    this.offered.value = text;
  }

  /** The log moved on: what has arrived in it leaves the list. */
  arrived(own: readonly MessageItem[], lastSeq: number): void {
    const cids = new Set(own.map((item) => item.cid));
    const box = this.outbox.peek();
    const gone = box.list.filter((entry) => cids.has(entry.cid));
    const left = gone.reduce((rest, entry) => outbox.drop(rest, entry.cid), box);
    this.hold(outbox.settled(left, lastSeq));
  }

  epochChanged(): void {
    this.hold(outbox.epochChanged(this.outbox.peek()));
  }

  /** Sends what waits, one message at a time. */
  pump(): void {
    clearTimeout(this.timer);
    if (!this.hooks.ready()) return;
    const now = Date.now();
    const box = this.outbox.peek();
    if (now < box.holdUntil) {
      this.timer = setTimeout(() => this.pump(), box.holdUntil - now);
      return;
    }
    const entry = outbox.nextToSend(box, now);
    if (entry) void this.post(entry);
  }

  /** Tells the others that the person writes, at most once per 3 s. */
  type(): void {
    const now = Date.now();
    if (now - this.typedAt < typingEveryMs || !this.hooks.ready() || !this.hooks.typingAllowed()) return;
    this.typedAt = now;
    void this.client.request<"typing">({ t: "typing", room: this.id });
  }

  /** The room is over for this page. */
  erase(): void {
    clearTimeout(this.timer);
    this.upload?.control.abort();
    this.attach(null);
    for (const entry of this.outbox.peek().list) if (!entry.media) release(entry.picture);
    this.draft = "";
    this.replyTo.value = null;
    this.outbox.value = outbox.emptyOutbox;
    this.drafts.forget(this.id);
  }

  private find(cid: string): outbox.Outgoing | undefined {
    return this.outbox.peek().list.find((entry) => entry.cid === cid);
  }

  private async post(entry: outbox.Outgoing): Promise<void> {
    const { cid } = entry;
    this.hold(outbox.sending(this.outbox.peek(), cid));
    const media = entry.media ?? (entry.picture ? await this.bringUp(cid, entry.picture) : null);
    // A picture that did not get up has said why, and one that was called back is no longer in the list.
    if (!this.find(cid) || (entry.picture && !media)) return this.pump();
    // What is called back while its proof is made is not sent.
    const ask = (proof: Proof | null) =>
      this.find(cid)
        ? this.send(entry, media, proof)
        : Promise.resolve({ ok: false, refusal: lostRefusal } as const);
    const answer = await withProof(ask, challengeIn);
    if (!this.find(cid)) return this.pump();
    if (answer.ok) this.hold(outbox.taken(this.outbox.peek(), cid, answer.reply, this.hooks.lastSeq()));
    else this.refuse(cid, answer.refusal);
    this.pump();
  }

  private send(
    { cid, text, replyTo, mentions, picture }: outbox.Outgoing,
    media: Media | null,
    proof: Proof | null,
  ): Promise<Outcome<Reply<"said">>> {
    return this.client.request<"say">({
      t: "say",
      room: this.id,
      cid,
      body: { text },
      ...(replyTo === null ? {} : { reply_to: replyTo }),
      ...(mentions.length > 0 ? { mentions } : {}),
      ...(media ? { media: { id: media.id, ...(picture?.name ? { name: picture.name } : {}) } } : {}),
      ...(proof === null ? {} : { proof }),
    });
  }

  private refuse(cid: string, refusal: Refusal): void {
    this.hold(outbox.refused(this.outbox.peek(), cid, refusal, Date.now()));
    this.hooks.refused(refusal);
  }

  private async bringUp(cid: string, picture: Picture): Promise<Media | null> {
    const control = new AbortController();
    this.upload = { cid, control };
    this.progress.value = 0;
    const tell = (part: number) => {
      this.progress.value = part;
    };
    const answer = await upload(this.id, picture, tell, control.signal);
    this.upload = null;
    if (!this.find(cid)) return null;
    if (!answer.ok) {
      // Without a connection it is no fault of the picture: it goes up as soon as there is one again.
      const away = answer.refusal.code === "unreachable" && !this.hooks.ready();
      this.refuse(cid, away ? lostRefusal : answer.refusal);
      return null;
    }
    this.hooks.adopted(answer.media, picture.url);
    this.hold(outbox.uploaded(this.outbox.peek(), cid, answer.media));
    return answer.media;
  }

  private hold(box: outbox.Outbox): void {
    if (box === this.outbox.peek()) return;
    this.outbox.value = box;
    this.keep(this.draft);
  }
}
