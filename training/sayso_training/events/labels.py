"""The labels of the event heads, and texts annotated with them.

Labels may be known in part: a token's role is a set of labels of which one is right, written as a bit mask, so that
corpora with different roles (a MUC perpetrator is an individual or an organisation, a WikiEvents attacker is either)
teach one head.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..tokens import Tokens

TYPES = (
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request",
    "accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
)  # fmt: skip
KINDS = 1 + len(TYPES)  # 0 stands for no trigger
INCIDENTS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
INCIDENT_KINDS = 1 + len(INCIDENTS)
ROLES = ("individual", "organisation", "target", "victim", "instrument", "place", "time")
ROLE_LABELS = 1 + 2 * len(ROLES)
IGNORE = -100
OUTSIDE = 1
ANY = (1 << ROLE_LABELS) - 1
BEGINS = sum(1 << b for b in range(1, ROLE_LABELS, 2))
INSIDES = BEGINS << 1


def begin(roles: str) -> int:
    """Mask of the begin labels of roles, named by words in one string."""
    return sum(1 << (1 + 2 * ROLES.index(r)) for r in roles.split())


def inside(roles: str) -> int:
    """Mask of the inside labels of roles."""
    return begin(roles) << 1


@dataclass
class Anchor:
    """The triggers of one event, and the masks of role labels of tokens low..high."""

    tokens: list[int]
    low: int
    high: int
    masks: list[int]


@dataclass
class EventText:
    """A text with what is known of its events."""

    name: str
    tokens: Tokens
    kinds: list[int]  # of each token: 0, number of a type + 1, or IGNORE
    incidents: list[int]  # of each token: 0, number of an incident type + 1, or IGNORE
    anchors: list[Anchor] = field(default_factory=list)
    same: list[tuple[int, int, bool]] = field(default_factory=list)  # two triggers; whether they tell of one event
    source: str = ""


def mark(masks: list[int], low: int, first: int, last: int, roles: str, sure: bool, spread: tuple[int, int] = (0, 0)) -> None:
    """Marks tokens first..=last with roles; unsure ones may be outside as well. `spread` tokens to the left and right may belong to it."""
    extra = 0 if sure else OUTSIDE
    for t in range(first - spread[0], last + spread[1] + 1):
        at = t - low
        if not 0 <= at < len(masks):
            continue
        both = begin(roles) | inside(roles)
        if t < first or t > last:
            if masks[at] == OUTSIDE:
                masks[at] = OUTSIDE | both
            continue
        mask = (begin(roles) if t == first and not spread[0] else both if t == first else inside(roles)) | extra
        masks[at] = mask if masks[at] == OUTSIDE or (masks[at] & OUTSIDE and sure) else masks[at] | mask
