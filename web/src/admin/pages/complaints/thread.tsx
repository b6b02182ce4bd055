import { Part } from "../../ui/page";
import { Time } from "../../ui/time";
import type { Case, Post } from "../../wire/complaints";

function whose(post: Post, reporter: Case["reporter"]): string {
  if (post.by === "reporter")
    return reporter === "guest" ? "The reporter (a visitor)" : "The reporter (a user)";
  const name = post.admin ?? "An admin";
  return post.by === "note" ? `${name}, note for admins only` : `${name}, to the reporter`;
}

export function Thread({ of }: { readonly of: Case }) {
  return (
    <Part title="Thread">
      {of.posts.length === 0 && <p class="note">Nothing is written yet.</p>}
      <ol class="admin-thread">
        {of.posts.map((post) => (
          <li key={post.n} class={`by-${post.by}`}>
            <p class="note">
              <strong>{whose(post, of.reporter)}</strong>, <Time at={post.at} />
            </p>
            <p class="admin-said" dir="auto">
              {post.text}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  );
}
