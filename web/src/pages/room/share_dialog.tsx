import { useEffect, useState } from "preact/hooks";
import { close } from "../../app/overlays";
import { roomLink } from "../../app/router";
import { mayInRoom, myRole } from "../../rooms/rights";
import { hintFor } from "../../rooms/ticket";
import type { QrCode } from "../../share/qr";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
import type { Card } from "../../wire/shapes";
import { InviteFriends } from "./invite_friends";
import { Invites } from "./staff/invites";
import { useRoomState } from "./use_room_state";

/** The code is drawn by a part of the page that is loaded when the sheet opens. */
function QrPicture({ link }: { readonly link: string }) {
  const [code, setCode] = useState<QrCode | null>(null);
  useEffect(() => void import("../../share/qr").then(({ drawQr }) => setCode(drawQr(link))), [link]);
  if (!code) return <div class="qr" />;
  return (
    <svg class="qr" viewBox={`0 0 ${code.size} ${code.size}`} role="img" aria-label="QR code of the link">
      <path d={code.path} />
    </svg>
  );
}

/** Who can come in with the link, in one or two sentences. */
export function shareWords(card: Card, invited: boolean): string {
  const guests = card.guests ? "" : " Guests are not let in.";
  const locked = card.locked ? " Just now the room is locked: nobody new comes in." : "";
  if (invited)
    return `Whoever has this link first can come in with it, whatever the door is like.${guests}${locked}`;
  const listed = card.listing === "public";
  const words: Readonly<Record<Card["entry"], string>> = {
    open: listed
      ? "Everybody can join: the room is listed on the start page, and this link leads to it."
      : "Whoever has this link can join, without an account. The room is listed nowhere.",
    password: "Whoever has this link and the password can join. Send the password another way than the link.",
    knock: "Whoever has this link can knock. Somebody who runs the room lets them in, or not.",
    invite: "This link alone lets nobody in. People who run the room can make invitations.",
  };
  return words[card.entry] + guests + locked;
}

function CopyField({ link }: { readonly link: string }) {
  const [copied, setCopied] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(link);
    } catch {
      // Without permission the link is there to be selected by hand.
    }
  };
  const done = copied === link;
  return (
    <div class="copy-field">
      <input
        readOnly
        value={link}
        aria-label="Link to this room"
        onFocus={(event) => event.currentTarget.select()}
      />
      <button type="button" class="button primary" autofocus onClick={() => void copy()}>
        <Icon name={done ? "check" : "copy"} />
        <span aria-live="polite">{done ? "Copied" : "Copy"}</span>
      </button>
    </div>
  );
}

export function ShareDialog() {
  const state = useRoomState();
  const [token, setToken] = useState("");
  if (!state) return null;
  const { card } = state;
  const link = roomLink(card.id) + (token === "" ? hintFor(card.entry) : `#i.${token}`);
  return (
    <Dialog title="Share this room" onClose={() => close("share")}>
      <div class="stack">
        <p>{shareWords(card, token !== "")}</p>
        <CopyField link={link} />
        {"share" in navigator && (
          <button
            type="button"
            class="button"
            onClick={() => void navigator.share({ title: card.name, url: link }).catch(() => undefined)}
          >
            <Icon name="share" />
            Send with another app
          </button>
        )}
        <InviteFriends />
        <QrPicture link={link} />
        {card.entry !== "open" && mayInRoom(myRole(state), "invites") && <Invites made={setToken} />}
      </div>
    </Dialog>
  );
}
