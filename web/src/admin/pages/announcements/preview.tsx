import { Icon } from "../../../ui/icons";

/** How people will see it above their page, while it is being written. */
export function Preview({ text }: { readonly text: string }) {
  return (
    <figure class="admin-preview">
      <figcaption class="note">How people will see it</figcaption>
      <div class="admin-banner" data-preview>
        <Icon name="bell" />
        <p dir="auto">{text.trim() === "" ? "…" : text.trim()}</p>
        <span class="icon-button" aria-hidden="true">
          <Icon name="close" />
        </span>
      </div>
    </figure>
  );
}
