"""The import page: upload or paste, answers, what would change, the import, taking it back."""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.access import tenant
from tests.cast import ApplicationClient, Cast, add_position, add_value
from tracker.models import Import, Position, Price, Snapshot, Valuation
from tracker.services.categories import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

WIDE = (
    "date,Savings,House,Mortgage,Total\n"
    "2024-01-31,1000,300000,250000,51000\n"
    "2024-02-29,1100,300000,249000,52100\n"
)


def path(cast: Cast, rest: str = "") -> str:
    return f"/h/{cast.household.slug}/import/{rest}"


def send(client: ApplicationClient, cast: Cast, data: str | bytes, name: str = "mine.csv") -> Any:
    body = data.encode() if isinstance(data, str) else data
    return client.post(path(cast), {"file": SimpleUploadedFile(name, body)})


def start(client: ApplicationClient, cast: Cast, data: str | bytes) -> str:
    """Upload a file; the address of its page."""
    answer = send(client, cast, data)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def read(client: ApplicationClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def fields(page: str) -> dict[str, str]:
    """What the browser would send back of the form with the answers, unchanged."""
    form = page[page.index("novalidate") :]
    found = dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)"', form))
    for name, body in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else re.findall(r'<option value="([^"]*)"', body)[0]
    inputs = r'<input id="((?:name|unit)-\d+)" name="[^"]+" value="([^"]*)"'
    return found | dict(re.findall(inputs, form))


def say(client: ApplicationClient, address: str, **answers: str) -> Any:
    """Answer on an upload's page, leaving everything else as it is."""
    said = {name.replace("_", "-"): value for name, value in answers.items()}
    return client.post(address, fields(read(client, address)) | said)


def confirm(client: ApplicationClient, address: str) -> Any:
    page = read(client, address)
    [seen] = set(re.findall(r'name="seen" value="([^"]+)"', page))
    return client.post(f"{address}confirm/", {"seen": seen})


def key_of(address: str) -> UUID:
    return UUID(address.rstrip("/").rsplit("/", 1)[1])


def amounts() -> dict[tuple[str, str], Decimal]:
    rows = Valuation.objects.values_list("position__name", "as_of", "amount")
    return {(name, as_of.isoformat()): amount for name, as_of, amount in rows}


def test_a_file_is_looked_at_first_then_imported_then_taken_back(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, WIDE)
    page = read(owner_client, address)
    assert "Dates down, one column for each item. 2 rows." in page
    assert "6 values added, 0 changed, 0 unchanged." in page
    assert "Dates: 2: 31 Jan 2024 to 29 Feb 2024." in page
    assert "$52,100" in page, "net worth after"
    assert "3 new items" in page
    assert not Valuation.objects.exists()
    assert not Position.objects.exists()

    assert confirm(owner_client, address).status_code == 302
    assert amounts()["Mortgage", "2024-02-29"] == 249_000
    mortgage = Position.objects.get(name="Mortgage")
    assert (mortgage.side, mortgage.category) == ("liability", "mortgage")
    assert not Position.objects.filter(name="Total").exists()
    done = read(owner_client, address)
    assert "6 values added" in done
    assert "3 new items." in done
    assert Import.objects.get().data is None

    listed = read(owner_client, path(cast))
    assert "mine.csv" in listed
    assert "Owner" in listed
    assert "Take back" in listed
    undo = read(owner_client, f"{address}undo/")
    assert "6 removed, 0 as they were before." in undo
    assert "$52,100" in undo
    assert owner_client.post(f"{address}undo/").status_code == 302
    assert not Valuation.objects.exists()
    assert not Position.objects.exists()
    assert not Snapshot.objects.exists()
    assert owner_client.post(f"{address}undo/").status_code == 302, "twice does nothing"
    assert "Taken back by Owner" in read(owner_client, address)


def test_a_pasted_table_is_taken_like_a_file(cast: Cast, owner_client) -> None:
    answer = owner_client.post(path(cast), {"text": WIDE.replace(",", "\t")})
    assert answer.status_code == 302
    page = read(owner_client, answer["Location"])
    assert "Pasted table" in page
    assert "6 values added" in page
    assert Import.objects.get().file_name == "", "each reader's own language names it"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "Choose a file, or paste a table."),
        ({"text": "  \n"}, "Choose a file, or paste a table."),
        ({"file": SimpleUploadedFile("x.csv", b"")}, "There is nothing in it."),
    ],
)
def test_nothing_is_refused_in_words(
    cast: Cast, owner_client, body: dict[str, Any], sentence: str
) -> None:
    answer = owner_client.post(path(cast), body)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_of_six_megabytes_gets_a_sentence(cast: Cast, owner_client) -> None:
    answer = send(owner_client, cast, b"x" * 6_000_000)
    assert answer.status_code == 413
    assert "up to 5 MB" in answer.content.decode()
    answer = send(owner_client, cast, b"x" * 5_100_000)
    assert answer.status_code == 413
    assert "The file is larger than 5 MB" in answer.content.decode()
    answer = owner_client.post(path(cast), {"text": "x" * 5_100_000})
    assert answer.status_code == 413
    assert "The file is larger than 5 MB" in answer.content.decode()
    assert not Import.objects.exists()


def test_two_hundred_and_one_columns_get_a_sentence(cast: Cast, owner_client) -> None:
    names = ",".join(f"Item {number}" for number in range(200))
    text = f"date,{names}\n2024-01-31{',1' * 200}\n"
    page = read(owner_client, start(owner_client, cast, text))
    assert "The file has 201 columns where at most 200 are read." in page


def test_ambiguous_dates_and_decimals_are_asked_for_not_guessed(cast: Cast, owner_client) -> None:
    text = 'date,Savings\n03/04/2024,"1,234"\n05/06/2024,"2,345"\n'
    address = start(owner_client, cast, text)
    page = read(owner_client, address)
    assert "Which comes first in the dates: the day or the month?" in page
    assert "Line 2: 03/04/2024" in page
    assert "Which mark begins the decimals?" in page
    assert "1.234" in page
    assert "What would change" not in page
    assert say(owner_client, address, dates="dmy").status_code == 302
    page = read(owner_client, address)
    assert "Which comes first" not in page
    assert "Which mark begins the decimals?" in page
    assert say(owner_client, address, decimal=".").status_code == 302
    confirm(owner_client, address)
    assert amounts() == {
        ("Savings", "2024-04-03"): Decimal(1234),
        ("Savings", "2024-06-05"): Decimal(2345),
    }


def test_dates_in_three_styles_are_asked_for_and_misfits_are_shown(
    cast: Cast, owner_client
) -> None:
    text = "date,Savings\n2024-01-31,1\n29/02/2024,2\n03/31/2024,3\n"
    address = start(owner_client, cast, text)
    page = read(owner_client, address)
    for line in ("Line 2: 2024-01-31", "Line 3: 29/02/2024", "Line 4: 03/31/2024"):
        assert line in page
    say(owner_client, address, dates="dmy")
    page = read(owner_client, address)
    assert "1 problem" in page
    assert "“03/31/2024” is a day that does not exist." in page
    assert "A date such as 31/10/2026 or 2026-10-31" in page


def test_debts_with_a_minus_are_asked_for(cast: Cast, owner_client) -> None:
    text = "date;Bank;Mortgage\n2024-01-31;1.000,50;-250.000,00\n2024-02-29;900,00;-249.000,10\n"
    address = start(owner_client, cast, text)
    page = read(owner_client, address)
    assert "These look like debts written with a minus. Store them as debts owed?" in page
    say(owner_client, address, debts="owed")
    assert "$249,000" in read(owner_client, address)
    confirm(owner_client, address)
    assert amounts()["Mortgage", "2024-02-29"] == Decimal("249000.10")
    assert amounts()["Bank", "2024-01-31"] == Decimal("1000.50")


def test_a_minus_can_be_kept(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, "date,Credit card\n2024-01-31,-20\n")
    say(owner_client, address, debts="as_written")
    confirm(owner_client, address)
    assert amounts() == {("Credit card", "2024-01-31"): Decimal(-20)}


def test_another_encoding_is_asked_for_with_samples(cast: Cast, owner_client) -> None:
    data = "date,Spořicí účet\n2024-01-31,5\n".encode("windows-1250")
    address = start(owner_client, cast, data)
    page = read(owner_client, address)
    assert "In which encoding is the file?" in page
    assert "date,Spořicí účet" in page
    say(owner_client, address, encoding="windows-1250")
    confirm(owner_client, address)
    assert Position.objects.get().name == "Spořicí účet"


def test_mixed_encodings_are_refused_with_the_line(cast: Cast, owner_client) -> None:
    data = "date,Účet\n2024-01-31,5\n".encode() + "2024-02-29,6 ř\n".encode("windows-1250")
    page = read(owner_client, start(owner_client, cast, data))
    assert "another encoding than other lines" in page
    assert re.search(r'<td class="num">3</td>', page)


def test_a_nul_is_refused_with_a_sentence(cast: Cast, owner_client) -> None:
    page = read(owner_client, start(owner_client, cast, b"date,Cash\n2024-01-31,1\0\n"))
    assert "There is a NUL character, which no text has." in page


def test_columns_find_the_items_they_mean_whatever_case_or_accents(
    cast: Cast, owner_client
) -> None:
    card = add_position(cast.household, "Thẻ tín dụng", Side.LIABILITY, "credit_card")
    add_value(cast.household, card, "2024-01-31", 70)
    address = start(owner_client, cast, "date,THE  TIN DUNG\n2024-01-31,70\n2024-02-29,80\n")
    page = read(owner_client, address)
    assert f'<option value="{card.pk}" selected>' in page
    assert "1 values added, 0 changed, 1 unchanged." in page
    confirm(owner_client, address)
    assert Position.objects.count() == 1
    assert amounts()["Thẻ tín dụng", "2024-02-29"] == 80


def test_a_column_can_go_elsewhere_be_left_out_or_be_described(cast: Cast, owner_client) -> None:
    cash = add_position(cast.household, "Wallet")
    address = start(owner_client, cast, "date,A,B,C\n2024-01-31,1,2,3\n")
    said = {"to_0": str(cash.pk), "to_1": "skip", "name_2": "Konto", "kind_2": "asset cash"}
    assert say(owner_client, address, **said, unit_2="eur").status_code == 302
    confirm(owner_client, address)
    assert amounts() == {("Wallet", "2024-01-31"): 1, ("Konto", "2024-01-31"): 3}
    assert Position.objects.get(name="Konto").currency == "EUR"


def test_two_columns_for_one_item_are_a_problem(cast: Cast, owner_client) -> None:
    cash = add_position(cast.household, "Wallet")
    address = start(owner_client, cast, "date,A,B\n2024-01-31,1,2\n")
    say(owner_client, address, to_0=str(cash.pk), to_1=str(cash.pk))
    page = read(owner_client, address)
    assert "“A” and “B” both go to “Wallet”" in page
    assert "What would change" not in page
    again = start(owner_client, cast, "date,A,A\n2024-01-31,1,2\n")
    assert "“A” and “A” both go to “A”" in read(owner_client, again)


def test_a_new_item_cannot_take_a_name_that_is_taken(cast: Cast, owner_client) -> None:
    add_position(cast.household, "Wallet")
    address = start(owner_client, cast, "date,Purse\n2024-01-31,1\n")
    say(owner_client, address, name_0="Wallet")
    assert "There is an item called “Wallet” already" in read(owner_client, address)


def test_wrong_answers_are_said_at_their_fields_and_kept(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, "date,Purse,Bag\n2024-01-31,1,2\n")
    answer = say(owner_client, address, name_0=" ", unit_0="no unit", kind_1="asset mortgage")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a name of up to 200 characters, in one line." in page
    assert 'value="no unit"' in page
    assert "Choose one of the categories." in page


def test_every_problem_stands_with_its_cell_and_answers_survive_a_corrected_file(
    cast: Cast, owner_client
) -> None:
    bad = "date,Savings,Car\n2024-01-31,abc,5\n2024-13-01,6,<b>7</b>\n"
    address = start(owner_client, cast, bad)
    say(owner_client, address, name_1="Old car")
    page = read(owner_client, address)
    assert "3 problems" in page
    assert "&lt;b&gt;7&lt;/b&gt;" in page
    assert "<b>7" not in page
    assert "“abc” is not a number" in page
    assert "A number such as 1234.50" in page
    assert not Valuation.objects.exists()
    good = "date,Savings,Car\n2024-01-31,4,5\n2024-12-01,6,7\n"
    answer = owner_client.post(f"{address}file/", {"text": good})
    assert answer.status_code == 302
    confirm(owner_client, address)
    assert amounts()["Old car", "2024-12-01"] == 7


@pytest.mark.parametrize("unit", ["a" * 40, "<i>x</i>", "=cmd()", "two words"])
@pytest.mark.parametrize("across", [False, True])
def test_a_unit_that_no_code_can_be_is_a_problem_and_can_be_put_right(
    cast: Cast, owner_client, unit: str, across: bool
) -> None:
    long = f"date,position,amount,commodity\n2024-01-31,Coins,5,{unit}\n"
    turned = f"item,commodity,2024-01-31,2024-02-29\nCoins,{unit},5,6\n"
    address = start(owner_client, cast, turned if across else long)
    page = read(owner_client, address)
    assert "is not a code: use up to 32 letters" in page
    assert "<i>" not in page
    say(owner_client, address, unit_0="COIN")
    confirm(owner_client, address)
    assert Position.objects.get(name="Coins").commodity.code == "COIN"


@pytest.mark.parametrize("title", ["", "A title\n\n\n\n\n"])
@pytest.mark.parametrize("across", [False, True])
def test_a_name_that_is_too_long_is_a_problem_and_can_be_put_right(
    cast: Cast, owner_client, title: str, across: bool
) -> None:
    name = "x" * 201
    wide = f"date,{name}\n2024-01-31,5\n2024-02-29,b\n"
    turned = f"item,2024-01-31,2024-02-29\n{name},5,b\n"
    address = start(owner_client, cast, title + (turned if across else wide))
    page = read(owner_client, address)
    assert "2 problems" in page, "the name, and the cell that is no number"
    say(owner_client, address, name_0="Cafe\u0301")
    assert "1 problem" in read(owner_client, address), "however its accents are written"


def test_the_first_hundred_problems_are_shown_with_the_count_of_all(
    cast: Cast, owner_client
) -> None:
    text = "date,Cash\n" + "".join(f"2024-01-31,x{number}\n" for number in range(150))
    page = read(owner_client, start(owner_client, cast, text))
    assert "150 problems" in page
    assert "50 more problems are not listed." in page
    assert page.count("is not a number") == 100


def test_items_down_and_dates_across_are_turned(cast: Cast, owner_client) -> None:
    text = (
        "Item\tJan 2024\tFeb 2024\tMar 2024\nTiết kiệm\t1.000,00\t1.100,50\t\n房貸\t500\tx\t400\n"
    )
    address = start(owner_client, cast, text)
    page = read(owner_client, address)
    assert "Items down, one column for each date." in page
    assert "1 problem" in page
    assert re.search(
        r'<td class="num">3</td>\s*<td>Feb 2024</td>\s*<td><code class="money">x</code></td>', page
    )
    owner_client.post(f"{address}file/", {"text": text.replace("\tx\t", "\t450\t")})
    confirm(owner_client, address)
    assert amounts() == {
        ("Tiết kiệm", "2024-01-31"): Decimal(1000),
        ("Tiết kiệm", "2024-02-29"): Decimal("1100.5"),
        ("房貸", "2024-01-31"): 500,
        ("房貸", "2024-02-29"): 450,
        ("房貸", "2024-03-31"): 400,
    }
    assert Position.objects.get(name="房貸").category == "mortgage"


def test_one_value_a_row_and_prices_come_in_too(cast: Cast, owner_client) -> None:
    long = "Datum;Konto;Betrag\n31.01.2024;Tagesgeld;1.000,00\n31.01.2024;Kreditkarte;12,50\n"
    address = start(owner_client, cast, long)
    assert "One value in each row." in read(owner_client, address)
    confirm(owner_client, address)
    assert amounts()["Kreditkarte", "2024-01-31"] == Decimal("12.5")
    address = start(owner_client, cast, "date,commodity,price,quote\n2024-01-31,XAU-G,60,USD\n")
    assert "1 prices and rates added" in read(owner_client, address)
    confirm(owner_client, address)
    assert Price.objects.get().price == 60
    assert owner_client.post(f"{address}undo/").status_code == 302
    assert not Price.objects.exists()


def test_a_closed_month_is_refused_by_its_cell(cast: Cast, owner_client) -> None:
    cash = add_position(cast.household, "Cash")
    add_value(cast.household, cash, "2024-01-31", 5)
    Snapshot.objects.update(closed_at="2024-02-01T00:00Z")
    page = read(owner_client, start(owner_client, cast, "date,Cash\n2024-01-31,6\n"))
    assert "The record of 2024-01-31 is closed" in page
    assert "What would change" not in page


def test_confirming_twice_imports_once_with_the_same_answer(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, WIDE)
    [seen] = set(re.findall(r'name="seen" value="([^"]+)"', read(owner_client, address)))
    answers = [owner_client.post(f"{address}confirm/", {"seen": seen}) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, address)] * 2
    assert Valuation.objects.count() == 6
    assert Import.objects.get().added == 6


def test_answers_changed_beside_the_button_are_looked_at_first(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, "date,Purse\n2024-01-31,1\n")
    typed = fields(read(owner_client, address)) | {"name-0": "Wallet"}
    assert owner_client.post(f"{address}confirm/", typed).status_code == 302
    assert not Valuation.objects.exists()
    page = read(owner_client, address)
    assert "Look at what would change now, then import." in page
    assert 'value="Wallet"' in page
    assert owner_client.post(f"{address}confirm/", fields(page)).status_code == 302
    assert amounts() == {("Wallet", "2024-01-31"): 1}


def test_only_what_was_shown_can_be_confirmed(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, WIDE)
    answer = owner_client.post(f"{address}confirm/", {"seen": "something else"})
    assert answer.status_code == 409
    assert "changed since this page was shown" in answer.content.decode()
    assert not Valuation.objects.exists()
    answer = owner_client.post(address, {"seen": "x", "dates": "mdy"})
    assert answer.status_code == 409


def test_a_file_can_be_dropped_but_not_a_finished_import(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, WIDE)
    assert owner_client.post(f"{address}discard/")["Location"] == path(cast)
    assert not Import.objects.exists()
    assert owner_client.get(address).status_code == 404
    address = start(owner_client, cast, WIDE)
    confirm(owner_client, address)
    owner_client.post(f"{address}discard/")
    assert Import.objects.get().status == "done"


def test_uploads_of_yesterday_are_dropped(cast: Cast, owner_client) -> None:
    start(owner_client, cast, WIDE)
    Import.objects.update(made_at="2020-01-01T00:00Z")
    start(owner_client, cast, WIDE)
    assert Import.objects.count() == 1


def test_what_stands_in_the_way_of_taking_back_is_named(cast: Cast, owner_client) -> None:
    address = start(owner_client, cast, WIDE)
    confirm(owner_client, address)
    Valuation.objects.filter(position__name="House", as_of="2024-01-31").update(
        amount=5, updated_at="2026-11-21T05:00Z"
    )
    for answer in (owner_client.get(f"{address}undo/"), owner_client.post(f"{address}undo/")):
        assert "“House” of 31 Jan 2024 was changed after the import." in answer.content.decode()
    assert answer.status_code == 409
    assert Valuation.objects.count() == 6


def test_viewers_and_strangers_are_kept_out(
    cast: Cast, owner_client, viewer_client, stranger_client
) -> None:
    address = start(owner_client, cast, WIDE)
    assert viewer_client.get(path(cast)).status_code == 403
    assert viewer_client.get(address).status_code == 403
    assert stranger_client.get(address).status_code == 404
    other = f"/h/{cast.others.slug}/import/{key_of(address)}/"
    assert stranger_client.get(other).status_code == 404
    with tenant(cast.household.id):
        assert not Valuation.objects.exists()


def test_a_file_s_name_is_only_text(cast: Cast, owner_client) -> None:
    send(owner_client, cast, WIDE, name="<img src=x onerror=alert(1)>.csv")
    page = read(owner_client, path(cast))
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;.csv" in page
