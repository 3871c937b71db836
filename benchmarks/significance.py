"""Whether a difference between two rankings is more than chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROUNDS = 10_000
_SEED = 1


def p_value(pairs: Sequence[tuple[float, float]], *, rounds: int = ROUNDS) -> float:
    """Test by randomisation, two-sided: how often exchanging pairs at random differs as much on average.

    (1 + times at least as far from 0) / (1 + rounds); Smucker, Allan, Carterette 2007. The same for the same
    values.

    >>> p_value([(0.5, 0.5)] * 20), p_value([(0.9, 0.1)] * 20) < 0.001
    (1.0, True)
    """
    differences = np.array([a - b for a, b in pairs])
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    observed = abs(differences.sum())
    chance = np.random.default_rng(_SEED)
    extreme = 0
    for start in range(0, rounds, 500):
        signs = chance.choice(np.array([-1.0, 1.0]), size=(min(500, rounds - start), len(differences)))
        extreme += int((np.abs(signs @ differences) >= observed - 1e-12).sum())
    return (1 + extreme) / (1 + rounds)
