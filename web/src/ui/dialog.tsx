import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icons";

interface DialogProps {
  readonly title: string;
  readonly kind?: "box" | "drawer" | "lightbox" | "wide";
  /** Null where there is no way around: it stays until its content lets go. */
  readonly onClose: (() => void) | null;
  readonly children: ComponentChildren;
}

/** A modal dialog as long as it is rendered. The browser keeps the focus in and closes it on Esc. */
export function Dialog({ title, kind = "box", onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const latest = useRef(onClose);
  latest.current = onClose;
  // Before the next key can arrive: what is typed right after opening belongs in here.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    // Esc counts at once: the browser's own news of the closing comes later, when another may be open.
    const cancel = (event: Event) => {
      event.preventDefault();
      latest.current?.();
    };
    // The browser lets a second Esc close any dialog; one that stays is opened again.
    const closed = () => (latest.current ? latest.current() : element.showModal());
    element.addEventListener("cancel", cancel);
    element.addEventListener("close", closed);
    element.showModal();
    return () => {
      element.removeEventListener("cancel", cancel);
      element.removeEventListener("close", closed);
      element.close();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for it, and the browser brings that.
    <dialog
      ref={dialog}
      class={`dialog ${kind}`}
      aria-labelledby={heading}
      onClick={(event) => {
        // The backdrop belongs to the dialog element itself, its content does not.
        if (event.target === dialog.current) onClose?.();
      }}
    >
      <div class="dialog-inner">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          {onClose && (
            <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
