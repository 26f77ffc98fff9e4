"""The statements that read a household's books; books_rows knows their columns."""

from typing import Any

from accounts.queries import HouseholdRow
from tracker.services.calendar import EPOCH

# Own figures of the basis, beside the amounts: one more dated series per position.
OWN_FIGURES = {"market": (), "book": ("book",), "liquidation": ("liquidation",)}

FIRST_OWN = 31
"""The column after all others of POSITIONS."""

POSITIONS = """
SELECT p.id, p.name, p.side, p.category, p.currency, p.commodity_id, p.contingent,
       p.probability::text, p.opened_on - %(epoch)s::date, p.closed_on - %(epoch)s::date,
       p.interval_months, p.selling_discount::text, v.days, v.amounts,
       o.since, o.members, o.parts, p.archived_at IS NOT NULL,
       (SELECT array_agg(asset_id ORDER BY asset_id) FROM tracker_securedby s
        WHERE s.household_id = p.household_id AND s.debt_id = p.id),
       p.liquidity, p.allowance::text, p.due_on - %(epoch)s::date, p.counterparty_id, p.stake_in_id,
       c.days, c.contributions,
       (SELECT json_agg(json_build_array(since - %(epoch)s::date, rate::text, method,
                                         minimum::text, "limit"::text) ORDER BY since)
        FROM tracker_debtterms t
        WHERE p.side = 'liability' AND t.household_id = p.household_id AND t.position_id = p.id),
       (SELECT json_build_array(kind, since - %(epoch)s::date, rate::text, residual::text,
                                ends_on - %(epoch)s::date, original::text)
        FROM tracker_valuemodel m
        WHERE m.household_id = p.household_id AND m.position_id = p.id),
       NULLIF(p.entity_id, e.id), v.has_book, v.has_liquidation{columns}
FROM tracker_position p
JOIN tracker_entity e ON e.household_id = p.household_id AND e.kind = 'household'
CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(amount::text, ' ') AS amounts,
         count(book) > 0 AS has_book, count(liquidation) > 0 AS has_liquidation
         {aggregates}
  FROM (SELECT as_of, amount, book, liquidation FROM tracker_valuation v
        WHERE v.household_id = p.household_id AND v.position_id = p.id ORDER BY as_of) v
) v
CROSS JOIN LATERAL (
  SELECT array_agg(since - %(epoch)s::date) AS since, array_agg(member_id) AS members,
         array_agg(parts) AS parts
  FROM (SELECT since, member_id, parts FROM tracker_ownership o
        WHERE o.household_id = p.household_id AND o.position_id = p.id
        ORDER BY since, member_id) o
) o
CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days,
         string_agg(contribution::text, ' ') AS contributions
  FROM (SELECT as_of, contribution FROM tracker_valuation v
        WHERE v.household_id = p.household_id AND v.position_id = p.id
          AND v.contribution IS NOT NULL ORDER BY as_of) v
) c
WHERE p.household_id = %(household)s
ORDER BY p."order", p.id
"""

# Read only where something belongs to a business or fund.
ENTITIES = """
SELECT e.id, e.name, e.kind, coalesce(NULLIF(e.currency, ''), %(currency)s),
       (SELECT json_agg(json_build_array(as_of - %(epoch)s::date, outstanding::text, held::text,
                                         percent::text, preferred::text, share_price::text)
                        ORDER BY as_of)
        FROM tracker_entityfigures f
        WHERE f.household_id = e.household_id AND f.entity_id = e.id),
       (SELECT json_agg(json_build_array("on" - %(epoch)s::date, kind, amount::text)
                        ORDER BY "on", kind)
        FROM tracker_entityflow w
        WHERE w.household_id = e.household_id AND w.entity_id = e.id)
FROM tracker_entity e
WHERE e.household_id = %(household)s AND e.kind <> 'household'
ORDER BY e.name, e.id
"""

# Reference rates are read only from the last one on or before the household's first valuation,
# and only where more than one currency is in play.
RATES = """
WITH price AS MATERIALIZED (
  SELECT DISTINCT commodity_id, currency FROM tracker_price WHERE household_id = %(household)s
), own AS MATERIALIZED (
  SELECT DISTINCT base, quote FROM tracker_rate WHERE household_id = %(household)s
), used AS MATERIALIZED (
  SELECT currency FROM tracker_position WHERE household_id = %(household)s
  UNION SELECT currency FROM tracker_entity WHERE household_id = %(household)s AND currency <> ''
  UNION SELECT currency FROM price
  UNION SELECT base FROM own UNION SELECT quote FROM own
  UNION SELECT currency FROM tracker_budget WHERE household_id = %(household)s
  UNION SELECT %(currency)s
), first AS MATERIALIZED (
  SELECT min(as_of) AS day FROM tracker_snapshot WHERE household_id = %(household)s
)
SELECT 'price', price.commodity_id, NULL, price.currency, x.days, x.rates
FROM price CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(price::text, ' ') AS rates
  FROM (SELECT as_of, price FROM tracker_price t
        WHERE t.household_id = %(household)s AND t.commodity_id = price.commodity_id
          AND t.currency = price.currency ORDER BY as_of) t
) x
UNION ALL
SELECT 'own', NULL, own.base, own.quote, x.days, x.rates
FROM own CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(rate::text, ' ') AS rates
  FROM (SELECT as_of, rate FROM tracker_rate t
        WHERE t.household_id = %(household)s AND t.base = own.base AND t.quote = own.quote
        ORDER BY as_of) t
) x
UNION ALL
SELECT 'reference', NULL, 'EUR', used.currency, x.days, x.rates
FROM used CROSS JOIN first CROSS JOIN LATERAL (
  SELECT array_agg(as_of - %(epoch)s::date) AS days, string_agg(rate::text, ' ') AS rates
  FROM (SELECT as_of, rate FROM tracker_referencerate t
        WHERE t.base = 'EUR' AND t.currency = used.currency AND t.as_of >= coalesce(
          (SELECT max(as_of) FROM tracker_referencerate b
           WHERE b.base = 'EUR' AND b.currency = used.currency AND b.as_of <= first.day),
          first.day)
        ORDER BY as_of) t
) x
WHERE (SELECT count(*) FROM used) > 1 AND x.days IS NOT NULL
"""


def statements(
    household: HouseholdRow, *, basis: str = "market", currency: str | None = None
) -> list[tuple[bytes, dict[str, Any]]]:
    """The two statements with their parameters: the positions' and the rates'."""
    parameters = {
        "household": household.id,
        "currency": currency or household.currency,
        "epoch": EPOCH,
    }
    figures = OWN_FIGURES[basis]
    aggregates = "".join(
        f", array_agg(as_of - %(epoch)s::date) FILTER (WHERE {name} IS NOT NULL) AS {name}_days"
        f", string_agg({name}::text, ' ') AS {name}_texts"
        for name in figures
    )
    columns = "".join(f", v.{name}_days, v.{name}_texts" for name in figures)
    positions = POSITIONS.format(aggregates=aggregates, columns=columns)
    return [(positions.encode(), parameters), (RATES.encode(), parameters)]
