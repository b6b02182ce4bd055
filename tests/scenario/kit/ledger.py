"""What one client knows of one room, and whether what it was told is without holes."""

HOLE, DOUBLE, TAKEN = "hole", "double", "taken"


class Ledger:
    """Folds the frames of one room as section 6 and 7 of the protocol say.

    `entries` is every frame that was taken, in order; consecutive entries of one epoch have no hole
    between them by construction, so a test compares them with what was sent.
    """

    def __init__(self, room):
        self.room = room
        self.epoch = None
        self.seq = 0
        self.entries = []
        self.messages = {}
        self.members = {}
        self.me = None
        self.card = None
        self.breaks = 0
        self.doubles = 0
        self.holes = 0
        self.ended = None

    def joined(self, reply, asked=None):
        """Takes a `joined` reply, first or resumed; `asked` is the point that the resume named.

        A resume on a living connection may repeat what was heard between the asking and the answer,
        nothing at or below what it asked for.
        """
        self.card, self.me = reply["room"], reply["you"]
        self.members = {member["m"]: member for member in reply["members"]}
        if reply["resumed"]:
            assert reply["epoch"] == self.epoch, "resumed in another epoch"
            for frame in reply["events"]:
                first = frame.get("from", frame["seq"])
                assert not asked or first > asked["seq"], f"a resume repeats: {frame}"
                heard = frame["seq"] <= self.seq
                assert heard or self.take(frame) == TAKEN, f"a resume may not skip: {frame}"
            if not reply["more"]:
                assert self.seq == reply["seq"], "the last part of a resume ends at its seq"
            return
        if self.epoch is not None:
            self.breaks += 1
            self.entries, self.messages = [], {}
        self.epoch, self.seq = reply["epoch"], reply["seq"]
        last = 0
        for frame in reply["events"]:
            assert frame["t"] == "message" and last < frame["seq"] <= self.seq
            last = frame["seq"]
            self.messages[last] = dict(frame)

    def take(self, frame):
        """Takes one room event if it is the next one."""
        if frame["epoch"] != self.epoch:
            return HOLE
        first = frame.get("from", frame["seq"])
        if first <= self.seq:
            self.doubles += 1
            return DOUBLE
        if first > self.seq + 1:
            self.holes += 1
            return HOLE
        self.seq = frame["seq"]
        self.entries.append(frame)
        self._fold(frame)
        return TAKEN

    def _fold(self, frame):
        kind = frame["t"]
        if kind == "message":
            self.messages[frame["seq"]] = dict(frame)
        elif kind == "message_edited" and frame["target"] in self.messages:
            self.messages[frame["target"]] |= {k: frame[k] for k in ("body", "edited_at")}
        elif kind == "message_deleted":
            self.messages.pop(frame["target"], None)
        elif kind in ("member_joined", "member_changed"):
            self.members[frame["member"]["m"]] = frame["member"]
        elif kind == "member_left":
            self.members.pop(frame["m"], None)
        elif kind == "owner_changed":
            for m, role in ((frame.get("was"), "moderator"), (frame["to"], "owner")):
                if m in self.members:
                    self.members[m] = self.members[m] | {"role": role}
        elif kind == "room_changed":
            self.card = frame["room_info"]
        elif kind == "room_closed":
            self.ended = frame["reason"]

    def of(self, kind):
        return [frame for frame in self.entries if frame["t"] == kind]

    def at(self, seq):
        """The event of this seq, which must have been heard."""
        return next(frame for frame in self.entries if frame["seq"] == seq)

    def owners(self):
        """The numbers of all who are owner just now, as far as they are members."""
        return [m for m, member in self.members.items() if member["role"] == "owner"]

    def texts(self):
        """The living messages, oldest first."""
        return [self.messages[seq]["body"]["text"] for seq in sorted(self.messages)]
