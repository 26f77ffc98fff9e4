"""Every code has its sentence, and every sentence uses what comes with its code."""

import re

import pytest

from tracker.formatting import AmountError, InputCode
from tracker.importers import Problem, ProblemCode, ReadOptions, read_import
from tracker.wording import (
    hidden_problems_sentence,
    input_sentence,
    locate_problem,
    problem_sentence,
)
from tracker.wording.problems import FILE_SENTENCES, INPUT_SENTENCES

CODES = [*ProblemCode, *InputCode]


@pytest.mark.parametrize("code", CODES, ids=str)
def test_every_code_has_a_whole_sentence_with_its_own_parameters(code):
    sentence = str({**INPUT_SENTENCES, **FILE_SENTENCES}[code])
    assert set(re.findall(r"%\((\w+)\)s", sentence)) <= set(code.params)
    assert sentence[0].isupper() or sentence[0] == "“"
    assert sentence.endswith(".")
    shown = problem_sentence(Problem(code, params=dict.fromkeys(code.params, "x")))
    assert "%" not in shown
    assert code.meaning.endswith(".")


def test_no_sentence_stands_for_a_code_that_does_not_exist():
    assert {*INPUT_SENTENCES} == {*InputCode}
    assert {*FILE_SENTENCES} == {*ProblemCode}
    assert not {*INPUT_SENTENCES} & {*FILE_SENTENCES}


def test_a_problem_says_its_line_and_column():
    file = read_import(b'date,Cash\n2024-01-31,"1,234"\n')
    assert [locate_problem(problem) for problem in file.problems] == [
        "Line 2, column “Cash”: “1,234” can be read in two ways: say which mark begins the "
        "decimals with --decimal."
    ]
    (empty,) = read_import(b"").problems
    assert locate_problem(empty) == "The file is empty."
    (wrong,) = read_import(b"date\tCash\n", ReadOptions(delimiter=";")).problems
    assert locate_problem(wrong) == (
        "Line 1: The header is not separated by “;” but by “tab”: change --delimiter."
    )


def test_what_a_file_holds_cannot_steer_the_terminal():
    (problem,) = read_import(b"date,Cash\n2024-01-31,\x1b[2J\n").problems
    assert "\x1b" not in locate_problem(problem)


def test_a_typed_amount_is_answered_in_one_sentence():
    error = AmountError(InputCode.AMBIGUOUS_GROUPING, mark=",", decimal=".")
    assert input_sentence(error) == "“,” groups thousands here: write decimals with “.”."


def test_what_is_not_listed_is_counted():
    assert hidden_problems_sentence(1) == "1 more problem is not listed."
    assert hidden_problems_sentence(20) == "20 more problems are not listed."
