"""The event heads: a few encoder layers of their own on the shared lower ones, triggers, incidents, roles, and which triggers tell of one event.

The lower layers stay as attributions and mentions made them, so that events cost those nothing. A role tagger like that of
attributions (`model.RoleTagger`) reads a stretch of the text, told where *all* triggers of one event stand.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..model import BUCKETS, Layer, Shape, dropout
from .labels import INCIDENT_KINDS, KINDS, ROLE_LABELS

SHARED = 4
OWN = 2


class EventRoles(nn.Module):
    """Tags the roles of one event over the tokens near its triggers."""

    def __init__(self, hidden: int, heads: int, inner: int, layers: int):
        super().__init__()
        self.distance = nn.Embedding(BUCKETS, hidden)
        self.incident = nn.Embedding(INCIDENT_KINDS, hidden)
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.incident.weight, std=0.1)
        self.add_anchor = nn.Linear(hidden, hidden)
        self.gate_anchor = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, heads, inner, 0.1) for _ in range(layers))
        self.labels = nn.Linear(hidden, ROLE_LABELS)
        self.borders = nn.Linear(hidden, 2)

    def forward(self, near: Tensor, buckets: Tensor, incident: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """near [events, length, hidden], buckets and mask [events, length], incident [events]: scores [events, length, ROLE_LABELS],
        and logits that a token is the first and the last of a filler [events, length, 2]."""
        within = ((buckets == 0) & mask).to(near.dtype)
        within = within / within.sum(1, keepdim=True)
        anchor = torch.einsum("al,alh->ah", within, near)[:, None] + self.incident(incident)[:, None]
        x = near * (1 + self.gate_anchor(anchor)) + self.add_anchor(anchor) + self.distance(buckets)
        x = dropout(self.norm(x), 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return self.labels(x).float(), self.borders(x).float()


class Events(nn.Module):
    """All event heads."""

    def __init__(self, shape: Shape, role_hidden: int = 128, role_layers: int = 2, pair_hidden: int = 64, own: int = OWN):
        super().__init__()
        self.shape = shape
        self.layers = nn.ModuleList(Layer(shape.hidden, shape.heads, shape.inner, 0.1) for _ in range(own))
        self.kinds = nn.Linear(shape.hidden, KINDS)
        self.incidents = nn.Linear(shape.hidden, INCIDENT_KINDS)
        self.project = nn.Linear(shape.hidden, role_hidden)
        self.roles = EventRoles(role_hidden, 4, 2 * role_hidden, role_layers)
        self.pair_first = nn.Linear(role_hidden, pair_hidden)
        self.pair_both = nn.Linear(role_hidden, pair_hidden)
        self.pair_distance = nn.Embedding(BUCKETS, pair_hidden)
        self.pair = nn.Linear(pair_hidden, 1)

    def encode(self, lower: Tensor, mask: Tensor) -> Tensor:
        """Vectors of word pieces from those of the shared layers."""
        x = dropout(lower, 0.1, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return dropout(x, 0.1, self.training)

    def same(self, a: Tensor, b: Tensor, bucket: Tensor) -> Tensor:
        """Logit that two triggers tell of one event. a and b [pairs, role_hidden], bucket of their distance [pairs]."""
        inner = self.pair_first(a) + self.pair_first(b) + self.pair_both(a * b) + self.pair_distance(bucket)
        return self.pair(F.relu(inner)).squeeze(1).float()


def from_shared(model) -> Events:
    """Event heads whose layers begin as the last ones of the model."""
    events = Events(model.shape)
    for number, layer in enumerate(events.layers[:-1]):
        layer.load_state_dict(model.encoder.layers[SHARED + number].state_dict())
    events.layers[-1].load_state_dict(model.encoder.mention_layer.state_dict())
    return events
