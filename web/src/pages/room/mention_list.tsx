import { Avatar } from "../../ui/avatar";
import type { Mentions } from "./use_mentions";

export const mentionListId = "mention-list";
export const mentionOptionId = (index: number): string => `mention-${index}`;

/** Whom one may mean, above the field; the focus stays in the field. */
export function MentionList({ mentions }: { readonly mentions: Mentions }) {
  if (mentions.offered.length === 0) return null;
  return (
    <div id={mentionListId} class="mention-list" role="listbox" aria-label="People to mention">
      {mentions.offered.map((member, index) => (
        <div
          key={member.m}
          id={mentionOptionId(index)}
          class="choice"
          role="option"
          tabIndex={-1}
          aria-selected={index === mentions.chosen}
          onMouseDown={(event) => {
            // Before the field loses the focus to the list.
            event.preventDefault();
            mentions.pick(member);
          }}
        >
          <Avatar name={member.avatar} small />
          <span class="mention-name">{member.name}</span>
          {member.state === "away" && <span class="note">away</span>}
        </div>
      ))}
    </div>
  );
}
