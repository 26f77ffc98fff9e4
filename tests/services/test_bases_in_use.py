"""Which bases a household has figures of its own on."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from tests.services.samples import position
from tracker.services.bases import bases_in_use

ACCOUNT = position(discount=Decimal(0))


def test_an_account_and_a_loan_are_worth_the_same_on_every_basis():
    loan = position("Loan", "personal_loan", debt=True)
    assert bases_in_use([]) == bases_in_use([ACCOUNT, loan]) == ("market",)


@pytest.mark.parametrize(
    ("changed", "used"),
    [
        ({"has_book": True}, "book"),
        ({"stake": UUID(int=1)}, "book"),
        ({"has_liquidation": True}, "liquidation"),
        ({"discount": Decimal(5)}, "liquidation"),
    ],
)
def test_a_figure_of_its_own_or_a_loss_in_a_quick_sale_makes_another_basis(changed, used):
    assert bases_in_use([ACCOUNT, replace(ACCOUNT, **changed)]) == ("market", used)
