"""The currencies money may be kept in: ISO 4217 codes and the decimals of their minor units."""

from types import MappingProxyType
from typing import Final

_BY_DIGITS: Final = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
        "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
        "GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK "
        "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO "
        "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS "
        "SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST "
        "XCD XCG YER ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

# Units of account without a minor unit (XAU, XDR, XXX and their like) are not money one can hold;
# metals are commodities here.
ACTIVE: Final = MappingProxyType(
    dict(sorted((code, digits) for digits, codes in _BY_DIGITS.items() for code in codes.split()))
)
"""Code -> decimals of the minor unit, in code order: what a household may choose."""

RETIRED: Final = MappingProxyType(
    {
        "BGN": 2,
        "CYP": 2,
        "EEK": 2,
        "HRK": 2,
        "LTL": 2,
        "LVL": 2,
        "MTL": 2,
        "ROL": 2,
        "SIT": 2,
        "SKK": 2,
        "TRL": 0,
    }
)
"""Codes no longer in use that the reference rates still carry: old books may hold them, new ones
are not offered them."""


def is_known(code: str) -> bool:
    """Whether `code` is a currency, in use or retired."""
    return code in ACTIVE or code in RETIRED


def minor_unit(code: str) -> int:
    """Decimals of the currency's minor unit; KeyError for a code that is no currency."""
    digits = ACTIVE.get(code)
    return RETIRED[code] if digits is None else digits


def digits_of(code: str) -> int:
    """Decimals of a currency's minor unit; two for a code that is no longer known."""
    return minor_unit(code) if is_known(code) else 2
