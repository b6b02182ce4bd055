// Colours for code, good enough to read by: comments, strings, numbers and the words that most languages share.
// Loaded when the first code block is shown.

export interface Piece {
  readonly kind: "plain" | "comment" | "string" | "number" | "keyword";
  readonly text: string;
}

const words =
  "abstract and as async await begin bool boolean break case catch char class const constexpr continue def " +
  "default defer del delete do done double echo elif else end enum esac except export extends extern false fi " +
  "final finally float fn for from func function go goto if impl implements import in include inline int " +
  "interface is lambda let local long loop match mod module mut namespace new nil none not null nullptr or " +
  "override package pass private protected pub public raise range readonly return select self short static " +
  "string struct super switch template then this throw throws trait true try type typedef typename undefined " +
  "union unless unsafe until use using var virtual void where while with yield";
const sql =
  " alter asc begin by create delete desc distinct drop from group having index inner insert into join left " +
  "like limit on order primary right rollback select set table update values view where";
const keywords: ReadonlySet<string> = new Set(words.split(" "));
const sqlKeywords: ReadonlySet<string> = new Set((words + sql).split(" "));

const hashComments =
  /^(?:py|python|sh|bash|zsh|shell|rb|ruby|yaml|yml|toml|ini|perl|r|make|makefile|dockerfile|cmake|nginx|conf)$/i;
const dashComments = /^(?:sql|lua|hs|haskell|ada|elm)$/i;
const noWords = /^(?:|text|txt|plain|output|log|diff|md|markdown|html|xml|svg)$/i;

function scanner(language: string): RegExp {
  const line = hashComments.test(language)
    ? "#[^\\n]*"
    : dashComments.test(language)
      ? "--[^\\n]*"
      : "\\/\\/[^\\n]*";
  const comment = `${line}|\\/\\*[^]*?(?:\\*\\/|$)|<!--[^]*?(?:-->|$)`;
  const text = "\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?|`(?:\\\\.|[^`\\\\])*`?";
  const number = "\\b(?:0[xXbBoO][\\da-fA-F_]+|\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)\\b";
  return new RegExp(`(${comment})|(${text})|(${number})|([A-Za-z_]\\w*)`, "g");
}

/** The code in pieces; put together they are the code. */
export function highlight(code: string, language: string): readonly Piece[] {
  const name = language.trim().split(/\s/)[0] ?? "";
  if (noWords.test(name)) return [{ kind: "plain", text: code }];
  const isSql = /^(?:sql|psql|sqlite|mysql)$/i.test(name);
  const known = isSql ? sqlKeywords : keywords;
  const pieces: Piece[] = [];
  let from = 0;
  const put = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (text === "") return;
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  for (const match of code.matchAll(scanner(name))) {
    const [text, comment, quoted, number, word] = match;
    put("plain", code.slice(from, match.index));
    from = match.index + text.length;
    if (comment !== undefined) put("comment", text);
    else if (quoted !== undefined) put("string", text);
    else if (number !== undefined) put("number", text);
    else put(known.has(isSql ? (word ?? "").toLowerCase() : (word ?? "")) ? "keyword" : "plain", text);
  }
  put("plain", code.slice(from));
  return pieces;
}
