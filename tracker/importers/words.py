"""Words that headers and names of items are recognised by, in the languages of our readers.

They are folded as `fold` folds: without case, accents, spaces and marks.
"""

import unicodedata
from typing import Final


def fold(text: str) -> str:
    """A text as it is compared: no case, no accents, letters and digits only."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d").replace("ł", "l"))
    return "".join(letter for letter in bare if letter.isalnum())


def _folded(*lines: str) -> frozenset[str]:
    return frozenset(fold(word) for line in lines for word in line.split(", "))


HEADERS: Final = {
    "date": _folded(
        "date, day, month, as of, valued, period", "tarikh, hari bulan", "tanggal, tgl, bulan",
        "ngày, tháng", "日期, 月份", "datum, monat, fecha, data, dátum",
    ),
    "position": _folded(
        "position, item, name, account, asset, description, what", "perkara, akaun, nama",
        "akun, rekening, pos", "tài khoản, khoản mục, tên, mục", "帳戶, 项目, 項目, 名稱, 科目",
        "konto, bezeichnung, compte, cuenta, conto, účet",
    ),
    "amount": _folded(
        "amount, value, balance, worth, total value", "jumlah, nilai, baki", "saldo",
        "số tiền, giá trị, số dư", "金額, 餘額, 價值",
        "betrag, wert, stand, montant, valor, importe",
    ),
    "side": _folded("side"),
    "category": _folded("category, type, class, kategori, danh mục, loại, 類別, kategorie"),
    "commodity": _folded("commodity, currency, unit, mata wang, mata uang, tiền tệ, 幣別, währung"),
    "book": _folded("book, cost"),
    "liquidation": _folded("liquidation"),
    "source": _folded("source"),
    "note": _folded("note, notes, comment, remarks, catatan, ghi chú, 備註, notiz, nota"),
    "price": _folded("price, rate, close, harga, kadar, kurs, giá, tỷ giá, 價格, 匯率, preis"),
    "quote": _folded("quote, quoted in, price currency"),
}  # fmt: skip
"""The columns of the long form and of prices, by what their headers may say."""

TOTALS: Final = _folded(
    "total, sum, subtotal, net worth, grand total, total assets, total liabilities, total debts",
    "assets, liabilities, debts, equity, change, difference",
    "jumlah, nilai bersih, jumlah aset, jumlah hutang",
    "total aset, total utang, kekayaan bersih, jumlah seluruhnya",
    "tổng, tổng cộng, tài sản ròng, tổng tài sản, tổng nợ",
    "總計, 合計, 淨資產, 總資產, 總負債",
    "gesamt, summe, nettovermögen, reinvermögen, patrimonio neto, suma, razem, celkem",
)
"""Columns that add up others: nothing one owns or owes by itself."""
