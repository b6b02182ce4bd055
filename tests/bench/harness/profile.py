"""Where srchat spends its time under a workload, by perf with the CPU clock (virtual machines have no counters)."""

import shutil
import subprocess

from .processes import BUILD, Broken, Load, Server
from .workloads import WORKLOADS

SECONDS = 6


def run(workload):
    """Prints the hottest functions; the recording stays in build/bench for a closer look with perf report."""
    if not shutil.which("perf"):
        raise Broken("perf is missing; on Debian it is in linux-perf")
    data = BUILD / f"perf.{workload}.data"
    with Server("srchat") as server, Load(server, WORKLOADS[workload][1]) as load:
        load.slice()
        recorder = subprocess.Popen(["perf", "record", "-q", "-e", "cpu-clock", "-F", "1999", "-g", "-o", str(data),
                                     "-p", str(server.process.pid), "--", "sleep", str(SECONDS)])
        while recorder.poll() is None:
            figures = load.slice()
        load.finish()
    print(f"{workload}: {figures['cpu_us']:.3f} us per delivery while recorded; perf report -i {data}")
    report = subprocess.run(["perf", "report", "-i", str(data), "--no-children", "-g", "none", "--stdio",
                             "--percent-limit", "0.7"], capture_output=True, text=True)
    print("\n".join(line for line in report.stdout.splitlines() if line and not line.startswith("#")))
    return report.returncode
