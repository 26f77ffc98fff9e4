"""Codes and parameters as whole translated sentences: the only prose outside pages and forms."""

from tracker.wording.categories import (
    basis_name,
    category_choices,
    category_name,
    liquidity_choices,
    liquidity_name,
    side_name,
    source_choices,
    source_name,
)
from tracker.wording.problems import (
    hidden_problems_sentence,
    input_sentence,
    locate_problem,
    problem_sentence,
)

__all__ = [
    "basis_name",
    "category_choices",
    "category_name",
    "hidden_problems_sentence",
    "input_sentence",
    "liquidity_choices",
    "liquidity_name",
    "locate_problem",
    "problem_sentence",
    "side_name",
    "source_choices",
    "source_name",
]
