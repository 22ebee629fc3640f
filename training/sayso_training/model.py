"""One encoder pass, a cue tagger, and a role tagger that is asked about one cue at a time.

The encoder is MiniLM (Wang et al. 2020) with a table of surface features added to its embeddings. Cues are
tagged over all tokens; every cue candidate is an *anchor*. For each anchor a small transformer reads the
paragraph around it, knowing where the anchor stands, and tags source, cue and content of that one attribution
under a linear-chain CRF (Lafferty et al. 2001); a further score says whether the anchor attributes at all.
Semantic-role labellers work the same way on predicates (He et al. 2017), so statements may nest and overlap.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from .statements import LABELS
from .tokens import SURFACES

CUE_LABELS = 3  # outside, begin, inside
REACH = 128  # tokens that an anchor can see to either side
BUCKETS = 66


@dataclass
class Shape:
    """Sizes of the network."""

    vocabulary: int = 30522
    positions: int = 512
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    role_hidden: int = 128
    role_layers: int = 2
    role_heads: int = 4
    role_inner: int = 256
    refer_hidden: int = 96
    surface: bool = True

    def as_dict(self) -> dict:
        return asdict(self)


def bucket(distance: int) -> int:
    """Signed token distance from the nearest token of the anchor to a bucket; 0 stands for inside it.

    Distances to 8 have a bucket each, farther ones share logarithmic buckets (as in T5, Raffel et al. 2020).
    """
    if distance == 0:
        return 0
    size = abs(distance)
    slot = size - 1 if size <= 8 else min(31, 8 + int(math.log2(size / 8) * 5))
    return 1 + slot + (32 if distance > 0 else 0)


_POOL: list[Tensor] = []


def dropout(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout whose mask is cut at a random place from a fixed pool of random bits.

    PyTorch draws the bits afresh on every call, which on a CPU costs as much as the matrix products.
    """
    if not training or share == 0.0:
        return x
    if x.device.type != "cpu":
        return F.dropout(x, share)
    if not _POOL:
        _POOL.append((torch.rand(1 << 23) >= share).float() / (1 - share))
    size = x.numel()
    pool = _POOL[0] if size <= 1 << 22 else _POOL[0].repeat(1 + (size >> 22))
    start = int(torch.randint(len(pool) - size, ()))
    return x * pool[start : start + size].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """Transformer layer, normalised after each residual as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, share: float):
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(hidden, 3 * hidden)
        self.merge = nn.Linear(hidden, hidden)
        self.after_attention = nn.LayerNorm(hidden, eps=1e-12)
        self.widen = nn.Linear(hidden, inner)
        self.narrow = nn.Linear(inner, hidden)
        self.after_inner = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = share

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x [batch, length, hidden]; mask [batch, 1, 1, length], true where there is a token."""
        b, n, h = x.shape
        q, k, v = self.query_key_value(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        if x.device.type == "cpu":
            # In bfloat16 the backward pass of this kernel is three times slower on a CPU than in float32.
            mixed = F.scaled_dot_product_attention(q.float(), k.float(), v.float(), attn_mask=mask).to(x.dtype)
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.merge(mixed.transpose(1, 2).reshape(b, n, h))
        x = self.after_attention(x + dropout(mixed, self.dropout, self.training))
        return self.after_inner(x + dropout(self.narrow(F.gelu(self.widen(x))), self.dropout, self.training))


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(self, shape: Shape, share: float = 0.1):
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.surface = nn.Embedding(SURFACES, shape.hidden) if shape.surface else None
        if self.surface is not None:
            nn.init.zeros_(self.surface.weight)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape.hidden, shape.heads, shape.inner, share) for _ in range(shape.layers))
        # The last layer once more, for the mention heads: what they need of it and what attributions need differ.
        self.mention_layer = Layer(shape.hidden, shape.heads, shape.inner, share)
        self.dropout = share

    def lower(self, pieces: Tensor, surface: Tensor, mask: Tensor, layers: int) -> Tensor:
        """Vectors [batch, length, hidden] after so many layers."""
        x = self.words(pieces) + self.positions(torch.arange(pieces.shape[1]))
        if self.surface is not None:
            x = x + self.surface(surface)
        x = dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers[:layers]:
            x = layer(x, mask[:, None, None, :])
        return x

    def forward(self, pieces: Tensor, surface: Tensor, mask: Tensor, mentions: bool = False) -> Tensor:
        """Vectors [batch, length, hidden] for the attribution heads, or for the mention heads."""
        x = self.lower(pieces, surface, mask, len(self.layers) - 1)
        return (self.mention_layer if mentions else self.layers[-1])(x, mask[:, None, None, :])


class ChainCrf(nn.Module):
    """Linear-chain CRF over the role labels."""

    def __init__(self):
        super().__init__()
        self.start = nn.Parameter(torch.zeros(LABELS))
        self.step = nn.Parameter(torch.zeros(LABELS, LABELS))
        # An inside label follows only the begin or inside of its own role.
        forbidden = torch.zeros(LABELS, LABELS, dtype=torch.bool)
        for inside in (2, 4, 6):
            forbidden[:, inside] = True
            forbidden[inside - 1, inside] = forbidden[inside, inside] = False
        self.register_buffer("forbidden", forbidden)

    def transitions(self) -> Tensor:
        return self.step.masked_fill(self.forbidden, -1e4)

    def starts(self) -> Tensor:
        return self.start.masked_fill(torch.tensor([i in (2, 4, 6) for i in range(LABELS)]), -1e4)

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of each row. scores [rows, length, labels]; mask is true on a prefix."""
        transitions, starts = self.transitions(), self.starts()
        picked = scores.gather(2, labels[:, :, None]).squeeze(2)
        gold = starts[labels[:, 0]] + picked[:, 0]
        gold = gold + ((transitions[labels[:, :-1], labels[:, 1:]] + picked[:, 1:]) * mask[:, 1:]).sum(1)
        by_pairs = scores.device.type != "cpu"
        alpha = (self.total_by_pairs if by_pairs else self.total_by_steps)(starts, transitions, scores, mask)
        return torch.logsumexp(alpha, 1) - gold

    @staticmethod
    def total_by_steps(starts: Tensor, transitions: Tensor, scores: Tensor, mask: Tensor) -> Tensor:
        """Logarithm of the sum over all paths to each last label [rows, labels], step by step: the least work."""
        # Unbound, since the backward pass of a slice fills a whole tensor with zeros at each step.
        steps, seen = scores.unbind(1), mask.unbind(1)
        alpha = starts + steps[0]
        for step, here in zip(steps[1:], seen[1:]):
            after = torch.logsumexp(alpha[:, :, None] + transitions, 1) + step
            alpha = torch.where(here[:, None], after, alpha)
        return alpha

    @staticmethod
    def total_by_pairs(starts: Tensor, transitions: Tensor, scores: Tensor, mask: Tensor) -> Tensor:
        """The same from the product of all steps' matrices, taken in pairs: a logarithm of the steps one after another, as a GPU likes it."""
        nothing = torch.full((LABELS, LABELS), -1e4).fill_diagonal_(0.0)
        steps = torch.where(mask[:, 1:, None, None], transitions + scores[:, 1:, None, :], nothing)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, nothing.expand(len(steps), 1, -1, -1)], 1)
            steps = torch.logsumexp(steps[:, 0::2, :, :, None] + steps[:, 1::2, None, :, :], 3)
        alpha = starts + scores[:, 0]
        return torch.logsumexp(alpha[:, :, None] + steps[:, 0], 1) if steps.shape[1] else alpha

    @torch.no_grad()
    def decode(self, scores: Tensor, mask: Tensor) -> list[list[int]]:
        """The best label sequence of each row (Viterbi)."""
        transitions = self.transitions()
        alpha, back = self.starts() + scores[:, 0], []
        for t in range(1, scores.shape[1]):
            best, origin = (alpha[:, :, None] + transitions).max(1)
            keep = ~mask[:, t, None]
            origin = torch.where(keep, torch.arange(LABELS), origin)
            alpha = torch.where(keep, alpha, best + scores[:, t])
            back.append(origin)
        path = [alpha.argmax(1)]
        for origin in reversed(back):
            path.append(origin.gather(1, path[-1][:, None]).squeeze(1))
        rows = torch.stack(path[::-1], 1).tolist()
        return [row[:n] for row, n in zip(rows, mask.sum(1).tolist())]


class RoleTagger(nn.Module):
    """Tags the roles of one anchor over the tokens near it."""

    def __init__(self, shape: Shape, share: float = 0.1):
        super().__init__()
        h = shape.role_hidden
        self.distance = nn.Embedding(BUCKETS, h)
        self.add_anchor = nn.Linear(h, h)
        self.gate_anchor = nn.Linear(h, h)
        self.norm = nn.LayerNorm(h, eps=1e-12)
        self.layers = nn.ModuleList(Layer(h, shape.role_heads, shape.role_inner, share) for _ in range(shape.role_layers))
        self.labels = nn.Linear(h, LABELS)
        self.valid = nn.Linear(h, 1)
        self.crf = ChainCrf()
        self.dropout = share

    def forward(self, near: Tensor, buckets: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """near [anchors, length, role_hidden], buckets and mask [anchors, length].

        Returns label scores [anchors, length, LABELS] and the validity logit [anchors].
        """
        inside = ((buckets == 0) & mask).to(near.dtype)
        inside = inside / inside.sum(1, keepdim=True)
        anchor = torch.einsum("al,alh->ah", inside, near)[:, None]
        x = near * (1 + self.gate_anchor(anchor)) + self.add_anchor(anchor) + self.distance(buckets)
        x = dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return self.labels(x).float(), self.valid(torch.einsum("al,alh->ah", inside.to(x.dtype), x)).squeeze(1).float()


class Attributor(nn.Module):
    """The whole network: one encoder, the heads for attributions, and those for mentions (`reference.py`)."""

    def __init__(self, shape: Shape):
        from .reference import Mentions  # here, since it imports the buckets from this module

        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.cue = nn.Linear(shape.hidden, CUE_LABELS)
        self.project = nn.Linear(shape.hidden, shape.role_hidden)
        self.roles = RoleTagger(shape)
        self.mentions = Mentions(shape.hidden, shape.refer_hidden)

    def load_exported(self, folder: Path) -> list[str]:
        """Takes all weights that a folder of exported ones has; returns the names of what it lacks."""
        from .export import read_tensors

        found = read_tensors(folder)
        own = self.state_dict()
        last = f"encoder.layers.{self.shape.layers - 1}."
        for name in [n for n in found if n.startswith(last)]:
            found.setdefault("encoder.mention_layer." + name.removeprefix(last), found[name])
        taken = {name: tensor for name, tensor in found.items() if name in own and own[name].shape == tensor.shape}
        self.load_state_dict(taken, strict=False)
        return sorted(own.keys() - taken.keys())

    def load_base(self, folder: Path) -> None:
        """Takes the encoder's weights from a folder in the Hugging Face layout."""
        from safetensors.torch import load_file

        base = load_file(folder / "model.safetensors")
        base = {k.removeprefix("bert."): v for k, v in base.items()}
        e = self.encoder
        with torch.no_grad():
            e.words.weight.copy_(base["embeddings.word_embeddings.weight"])
            # One segment only: its vector moves into the positions.
            e.positions.weight.copy_(base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0])
            e.norm.weight.copy_(base["embeddings.LayerNorm.weight"])
            e.norm.bias.copy_(base["embeddings.LayerNorm.bias"])
            for i, layer in [*enumerate(e.layers), (self.shape.layers - 1, e.mention_layer)]:
                p = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    parts = [base[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.query_key_value, part).copy_(torch.cat(parts))
                    getattr(layer.merge, part).copy_(base[f"{p}attention.output.dense.{part}"])
                    getattr(layer.after_attention, part).copy_(base[f"{p}attention.output.LayerNorm.{part}"])
                    getattr(layer.widen, part).copy_(base[f"{p}intermediate.dense.{part}"])
                    getattr(layer.narrow, part).copy_(base[f"{p}output.dense.{part}"])
                    getattr(layer.after_inner, part).copy_(base[f"{p}output.LayerNorm.{part}"])
