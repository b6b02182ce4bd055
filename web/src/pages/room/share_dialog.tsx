import { useEffect, useState } from "preact/hooks";
import { close } from "../../app/overlays";
import { roomLink } from "../../app/router";
import type { QrCode } from "../../share/qr";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icons";
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

export function ShareDialog() {
  const state = useRoomState();
  const [copied, setCopied] = useState(false);
  if (!state) return null;
  const { card } = state;
  const link = roomLink(card.id);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      // Without permission the link is there to be selected by hand.
    }
  };
  return (
    <Dialog title="Share this room" onClose={() => close("share")}>
      <div class="stack">
        <p>
          {card.listing === "public"
            ? "Everybody can join: the room is listed on the start page, and this link leads to it."
            : "Whoever has this link can join, without an account. The room is listed nowhere."}
        </p>
        <div class="copy-field">
          <input
            readOnly
            value={link}
            aria-label="Link to this room"
            onFocus={(event) => event.currentTarget.select()}
          />
          <button type="button" class="button primary" autofocus onClick={() => void copy()}>
            <Icon name={copied ? "check" : "copy"} />
            <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
          </button>
        </div>
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
        <QrPicture link={link} />
      </div>
    </Dialog>
  );
}
