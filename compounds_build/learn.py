"""Labels and word lists to scores: weights from the labels, productivity from the words that a first splitter cuts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from compounds_build.counts import counts_of_splits, first_counts
from compounds_build.features import Features
from compounds_build.gold import Gold
from compounds_build.lexicon import Lexicon
from compounds_build.table import Scores
from compounds_build.train import candidates, train
from searcher.analysis.compound_cuts import best_cut

ROUNDS = 2  # of counting again with the splitter that the last counts gave
SURE = 5  # steps by which a word's best cut must beat the whole word, to be called a compound


def learn(lexicon: Lexicon, golds: Sequence[Gold]) -> Scores:
    """Scores for every string, from the lexicon and the labelled words."""
    features = Features(lexicon, *first_counts(lexicon))
    scores = _scores(features, golds)
    for _ in range(ROUNDS):
        features.learn_from(*counts_of_splits(lexicon, partial(best_cut, table=scores), scores.whole, SURE))
        scores = _scores(features, golds)
    return scores


def _scores(features: Features, golds: Sequence[Gold]) -> Scores:
    return Scores(features, train([candidates(features, gold) for gold in golds]))
