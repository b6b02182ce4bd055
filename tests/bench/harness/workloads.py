"""What is run: the workloads, and the order in which servers take turns."""

from contextlib import ExitStack

from .processes import Load, Server

WORKLOADS = {
    "W1": ("one room of 1,000, one message in flight",
           ["--rooms", 1, "--members", 1000, "--window", 1, "--seconds", 0.4]),
    "W1p": ("one room of 1,000, 64 messages in flight from 16 members",
            ["--rooms", 1, "--members", 1000, "--window", 64, "--senders", 16, "--seconds", 0.5]),
    "W2": ("250 rooms of 4, one message in flight in each",
           ["--rooms", 250, "--members", 4, "--window", 1, "--seconds", 0.4]),
    "W3": ("10,000 idle members in one room, then one message to all",
           ["--rooms", 1, "--members", 10000, "--broadcast", 1]),
}
# W2 touches the memory of a thousand sockets in turn, and what else runs on the machine shows in it most.
SLICES = {"W1": 5, "W1p": 5, "W2": 15, "W3": 5}
QUICK = {"W1": ["--seconds", 0.1], "W1p": ["--seconds", 0.1], "W2": ["--seconds", 0.1], "W3": ["--members", 1000]}
# The size of srchat's message frame, for runs without srchat.
USUAL_FRAME_BYTES = 400


def run_round(workload, servers, slices, extra=()):
    """One run of each server: fresh processes, joined crowds, then slices that alternate between the servers, in
    turning order so that none always follows the same one. Returns a list of (server, joined, [figures])."""
    options = WORKLOADS[workload][1] + list(extra)
    frame_bytes = USUAL_FRAME_BYTES
    with ExitStack() as stack:
        loads = []
        for name in servers:
            server = stack.enter_context(Server(name, frame_bytes))
            load = stack.enter_context(Load(server, options))
            warmup = load.slice()
            if name == "srchat":
                # The others send frames of exactly this size.
                frame_bytes = round(warmup["frame_bytes"])
            loads.append(load)
        figures = {load.server.name: [] for load in loads}
        for turn in range(slices):
            shift = turn % len(loads)
            for load in loads[shift:] + loads[:shift]:
                figures[load.server.name].append(load.slice())
        for load in loads:
            load.finish()
    return [(load.server.name, load.joined, figures[load.server.name]) for load in loads]


FAULTS = ("lose", "double", "swap", "alter")


def undetected_faults():
    """Lets the floor spoil one delivery in each way and returns the faults that the load did not notice."""
    from .processes import Violation
    missed = []
    for fault in FAULTS:
        try:
            with Server("floor", 300, ["--fault", fault]) as server, \
                 Load(server, ["--rooms", 1, "--members", 50, "--window", 8, "--senders", 2, "--seconds", 0.1]) as load:
                load.slice()
                load.finish()
            missed.append(fault)
        except Violation:
            pass
    return missed
