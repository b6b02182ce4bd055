"""From raw runs to medians, promises and text."""

from dataclasses import dataclass
from statistics import median

from .processes import TITLES
from .workloads import WORKLOADS

# Per workload: key of the figures, heading, format.
COLUMNS = {
    "stream": [("cpu_us", "CPU us/delivery", "{:.3f}"), ("per_s", "deliveries/s", "{:,.0f}"),
               ("server_busy", "server busy", "{:.0%}"), ("load_busy", "load busy", "{:.0%}"),
               ("frame_bytes", "bytes", "{:.0f}")],
    "W3": [("rss_member", "RSS B/member", "{:,.0f}"), ("rss_session", "of it session", "{:,.0f}"),
           ("joins_per_s", "joins/s", "{:,.0f}"), ("p50_ms", "p50 ms", "{:.1f}"), ("p99_ms", "p99 ms", "{:.1f}"),
           ("cpu_us", "CPU us/delivery", "{:.3f}"), ("frame_bytes", "bytes", "{:.0f}")],
}


@dataclass
class Promise:
    """`value` must be at most, or at least, `limit`. `low` and `high` hold the middle half of the values behind it."""
    workload: str
    text: str
    value: float
    low: float
    high: float
    limit: float
    at_most: bool = True

    @property
    def kept(self):
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def values(runs, workload, server, key):
    """All values of one figure, in the order in which they were measured: one per slice, or one per run."""
    found = []
    for run in runs:
        if run["workload"] == workload and run["server"] == server:
            found += [run["joined"][key]] if key in run["joined"] else [s[key] for s in run["slices"]]
    return found


def quartiles(numbers):
    ordered = sorted(numbers)
    return ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4 - (len(ordered) % 4 == 0)]


def medians(runs):
    table = {}
    for run in runs:
        row = table.setdefault(run["workload"], {}).setdefault(run["server"], {})
        for key in {**run["joined"], **run["slices"][0]}:
            row[key] = median(values(runs, run["workload"], run["server"], key))
    return table


def promises(runs):
    """Ratios are medians of the ratios of neighbours in time, so that a drift of the machine cancels out."""
    kept = []

    def judge(workload, text, numbers, limit, at_most=True):
        if numbers:
            kept.append(Promise(workload, text, median(numbers), *quartiles(numbers), limit, at_most))

    def ratios(workload, key, over, under):
        return [a / b for a, b in zip(values(runs, workload, over, key), values(runs, workload, under, key))]

    judge("W1", "CPU srchat / floor", ratios("W1", "cpu_us", "srchat", "floor"), 1.15)
    judge("W1p", "CPU srchat / gathered floor", ratios("W1p", "cpu_us", "srchat", "gather"), 0.9)
    judge("W1p", "CPU naive / srchat", ratios("W1p", "cpu_us", "naive", "srchat"), 6, at_most=False)
    judge("W2", "CPU srchat / floor", ratios("W2", "cpu_us", "srchat", "floor"), 1.4)
    judge("W3", "RSS per member, KiB", [v / 1024 for v in values(runs, "W3", "srchat", "rss_member")], 12)
    judge("W3", "joins per second", values(runs, "W3", "srchat", "joins_per_s"), 5000, at_most=False)
    judge("W3", "p99 srchat / floor", ratios("W3", "p99_ms", "srchat", "floor"), 1.3)
    return kept


def cell(numbers, form):
    low, high = quartiles(numbers)
    text = form.format(median(numbers))
    if form.format(low) == form.format(high):
        return text
    return f"{text} ({form.format(low)} - {form.format(high)})"


def table(runs, workload):
    """The figures of one workload side by side: median, and in brackets the middle half."""
    columns = COLUMNS.get(workload, COLUMNS["stream"])
    servers = list(dict.fromkeys(run["server"] for run in runs if run["workload"] == workload))
    rows = [[""] + [heading for _, heading, _ in columns]]
    for server in servers:
        rows.append([TITLES[server]] + [cell(values(runs, workload, server, key), form) for key, _, form in columns])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [f"{workload}: {WORKLOADS[workload][0]}"]
    lines += ["  " + "  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip() for row in rows]
    return "\n".join(lines)


def verdicts(found):
    lines = ["Promises (median; in brackets the middle half of the values)"]
    for p in found:
        spread = f"({p.low:,.2f} - {p.high:,.2f})"
        sign = "<=" if p.at_most else ">="
        verdict = "PASS" if p.kept else "FAIL"
        lines.append(f"  {verdict}  {p.workload:4}{p.text:28} {p.value:10,.2f} {spread:24} {sign} {p.limit:,g}")
    return "\n".join(lines)
