"""Log-linear weights: a segmentation's score is a sum over its parts, a softmax over all of them a probability.

Optional boundaries leave several segmentations right; their probability is summed.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence

from compounds_build.features import GIVEN, Features
from compounds_build.gold import Gold
from compounds_build.segment import segmentations

Candidate = tuple[list[str], bool]


def candidates(features: Features, gold: Gold) -> list[tuple[tuple[int, ...], list[str], bool]]:
    """(boundaries, features, right) of every segmentation of a word."""
    word = gold.word

    out = []
    cut_ways, chains = segmentations(
        word, features.first_ok, features.last_ok, (features.not_modifiers, features.not_heads)
    )
    for cuts in cut_ways:
        if not cuts:
            feats = features.whole(word)
        else:
            edges = (0, *cuts)
            lefts, right = [word[a:b] for a, b in zip(edges, cuts, strict=False)], word[cuts[-1] :]
            feats = features.head(right) if features.last_ok(right) else features.unknown_head(right)
            for left in lefts:
                feats = feats + (
                    features.modifier(left) if features.first_ok(left) else features.unknown_modifier(left)
                )
            if chains[cuts[0]] and not features.first_ok(lefts[0]):
                feats = [*feats, "M.unknown.parts"]
        bounds = set(cuts)
        out.append((cuts, feats, gold.required <= bounds <= gold.required | gold.optional))
    return out


def train(
    data: Sequence[list[tuple[tuple[int, ...], list[str], bool]]],
    *,
    epochs: int = 12,
    rate: float = 0.1,
    l2: float = 0.002,
) -> dict[str, float]:
    """AdaGrad over the words in a fixed shuffled order; words no segmentation of which is right are left out."""
    weights: defaultdict[str, float] = defaultdict(float, GIVEN)
    squares: defaultdict[str, float] = defaultdict(float)
    order = [i for i, cands in enumerate(data) if any(right for _, _, right in cands) and len(cands) > 1]
    mean: defaultdict[str, float] = defaultdict(float)
    averaged = 0
    for epoch in range(epochs):
        random.Random(epoch).shuffle(order)
        for i in order:
            cands = data[i]
            scores = [sum(map(weights.__getitem__, feats)) for _, feats, _ in cands]
            top = max(scores)
            exps = [math.exp(s - top) for s in scores]
            total = sum(exps)
            good = sum(e for e, c in zip(exps, cands, strict=True) if c[2])
            gradient: defaultdict[str, float] = defaultdict(float)
            for e, (_, feats, right) in zip(exps, cands, strict=True):
                g = (e / good if right else 0.0) - e / total
                if abs(g) > 1e-4:
                    for f in feats:
                        gradient[f] += g
            for f, g in gradient.items():
                if f in GIVEN:
                    continue
                g -= l2 * weights[f]
                squares[f] += g * g
                weights[f] += rate * g / math.sqrt(squares[f] + 1e-8)
        if epoch >= epochs // 2:
            averaged += 1
            for f, w in weights.items():
                mean[f] += w
    return {f: w / averaged for f, w in mean.items()}
