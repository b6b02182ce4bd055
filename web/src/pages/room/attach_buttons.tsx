import { useRef } from "preact/hooks";
import { Icon } from "../../ui/icons";
import type { Attaching } from "./picture_draft";

const kinds = "image/jpeg,image/png,image/webp,image/gif";

interface AttachProps {
  readonly attach: Attaching;
  readonly disabled: boolean;
}

/** A picture from the device, or on a phone from its camera. */
export function AttachButtons({ attach, disabled }: AttachProps) {
  const file = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const taken = (event: { currentTarget: HTMLInputElement }) => {
    void attach.take(event.currentTarget.files?.[0]);
    // The same file can be chosen again after it was removed.
    event.currentTarget.value = "";
  };
  return (
    <>
      <input
        ref={file}
        type="file"
        accept={kinds}
        class="file"
        tabIndex={-1}
        aria-hidden="true"
        onChange={taken}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        class="file"
        tabIndex={-1}
        aria-hidden="true"
        onChange={taken}
      />
      <button
        type="button"
        class="icon-button"
        aria-label="Attach a picture"
        title="Attach a picture"
        disabled={disabled}
        onClick={() => file.current?.click()}
      >
        <Icon name="picture" />
      </button>
      <button
        type="button"
        class="icon-button touch-only"
        aria-label="Take a picture"
        disabled={disabled}
        onClick={() => camera.current?.click()}
      >
        <Icon name="camera" />
      </button>
    </>
  );
}
