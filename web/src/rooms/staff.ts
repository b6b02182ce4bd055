import type { Client, Outcome } from "../connection/client";
import type { Command } from "../wire/commands";
import type { Reply } from "../wire/replies";

type Done = Promise<Outcome<Reply<"done">>>;
export type Settings = Omit<Command<"room_set">, "t" | "room">;

/** What the staff of a room may ask for. Whether one may is the server's to say. Owned by the room. */
export class Staff {
  constructor(
    private readonly room: string,
    private readonly client: Client,
  ) {}

  kick(m: number): Done {
    return this.client.request<"kick">({ t: "kick", room: this.room, m });
  }

  /** For 0 ms: the mute ends. */
  mute(m: number, forMs: number): Done {
    return this.client.request<"mute">({ t: "mute", room: this.room, m, for_ms: forMs });
  }

  ban(m: number): Done {
    return this.client.request<"ban">({ t: "ban", room: this.room, m });
  }

  unban(ban: number): Done {
    return this.client.request<"unban">({ t: "unban", room: this.room, ban });
  }

  bans(): Promise<Outcome<Reply<"bans">>> {
    return this.client.request<"bans">({ t: "bans", room: this.room });
  }

  role(m: number, role: Command<"role">["role"]): Done {
    return this.client.request<"role">({ t: "role", room: this.room, m, role });
  }

  lock(on: boolean): Done {
    return this.client.request<"lock">({ t: "lock", room: this.room, on });
  }

  slow(ms: number): Done {
    return this.client.request<"slow">({ t: "slow", room: this.room, slow_ms: ms });
  }

  /** A target of 0 takes the pin away. */
  pin(target: number): Done {
    return this.client.request<"pin">({ t: "pin", room: this.room, target });
  }

  set(settings: Settings): Done {
    return this.client.request<"room_set">({ t: "room_set", room: this.room, ...settings });
  }

  answerKnock(k: number, admit: boolean): Promise<Outcome<Reply<"ok">>> {
    return this.client.request<"knock_answer">({ t: "knock_answer", room: this.room, k, admit });
  }

  invite(uses: number, life: "1h" | "24h" | "7d"): Promise<Outcome<Reply<"invite">>> {
    return this.client.request<"invite_create">({ t: "invite_create", room: this.room, uses, life });
  }

  endInvites(): Done {
    return this.client.request<"invites_clear">({ t: "invites_clear", room: this.room });
  }

  /** Users prove that it is them with the password of their account. */
  offer(m: number, password?: string): Done {
    const proof = password === undefined ? {} : { password };
    return this.client.request<"transfer">({ t: "transfer", room: this.room, m, ...proof });
  }

  answerOffer(accept: boolean): Done {
    return this.client.request<"transfer_answer">({ t: "transfer_answer", room: this.room, accept });
  }

  cancelOffer(): Done {
    return this.client.request<"transfer_cancel">({ t: "transfer_cancel", room: this.room });
  }

  /** 0 names nobody. */
  nameSuccessor(m: number): Done {
    return this.client.request<"successor">({ t: "successor", room: this.room, m });
  }

  close(reason: string): Done {
    const why = reason.trim() === "" ? {} : { reason: reason.trim() };
    return this.client.request<"close">({ t: "close", room: this.room, ...why });
  }
}
