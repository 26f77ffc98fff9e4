"""The statements by which an import stages, compares and writes its values."""

STAGE = """
CREATE TEMPORARY TABLE import_value (
  id uuid, line integer, position_id uuid, as_of date, amount numeric, book numeric,
  liquidation numeric, source text, note text
) ON COMMIT DROP
"""
COPY = "COPY import_value FROM STDIN"
MAKE_SNAPSHOTS = """
INSERT INTO tracker_snapshot (household_id, as_of, note)
SELECT %(household)s, as_of, '' FROM unnest(%(dates)s::date[]) AS as_of
ON CONFLICT (household_id, as_of) DO NOTHING
RETURNING as_of
"""
LOCK_SNAPSHOTS = """
SELECT as_of FROM tracker_snapshot
WHERE household_id = %(household)s AND as_of = ANY(%(dates)s::date[])
ORDER BY as_of FOR NO KEY UPDATE
"""
# A cell that is blank, or a source that is only the usual one, says nothing: what a person added
# to the value since stays.
SAME = """
v.amount = i.amount
AND (i.book IS NULL OR v.book IS NOT DISTINCT FROM i.book)
AND (i.liquidation IS NULL OR v.liquidation IS NOT DISTINCT FROM i.liquidation)
AND (i.source = 'import' OR v.source = i.source)
AND (i.note = '' OR v.note = i.note)
"""
DROP_UNCHANGED = f"""
DELETE FROM import_value i USING tracker_valuation v
WHERE v.household_id = %(household)s AND v.position_id = i.position_id AND v.as_of = i.as_of
  AND {SAME}
"""  # noqa: S608 - our own text
FIND_CLOSED = """
SELECT i.line, i.as_of, i.position_id FROM import_value i
JOIN tracker_snapshot s ON s.household_id = %(household)s AND s.as_of = i.as_of
WHERE s.closed_at IS NOT NULL ORDER BY i.line, i.position_id
"""
# An estimate's low end stays while it is one. What stood there before goes into the journal.
CHANGE = """
WITH changed AS (
  UPDATE tracker_valuation v SET
    amount = i.amount,
    book = coalesce(i.book, v.book),
    liquidation = coalesce(i.liquidation, v.liquidation),
    low = CASE WHEN v.low <= i.amount THEN v.low END,
    source = CASE WHEN i.source = 'import' AND v.amount = i.amount THEN v.source
                  ELSE i.source END,
    note = CASE WHEN i.note = '' THEN v.note ELSE i.note END,
    version = v.version + 1,
    updated_at = %(stamp)s,
    updated_by_id = %(actor)s
  FROM import_value i
  WHERE v.household_id = %(household)s AND v.position_id = i.position_id AND v.as_of = i.as_of
  RETURNING jsonb_build_array(old.id, old.amount, old.book, old.liquidation, old.low,
    old.contribution, old.source, old.note, old.updated_at, old.updated_by_id) AS entry
)
UPDATE tracker_import SET
  journal = coalesce(journal, '{}') || jsonb_build_object(
    'changed', (SELECT coalesce(jsonb_agg(entry), '[]') FROM changed))
WHERE household_id = %(household)s AND id = %(import)s
RETURNING (SELECT count(*) FROM changed)
"""
# Nobody else can have added any since: positions and snapshots are held. Their keys follow each
# other, so that the journal names the first and the last.
ADD = """
INSERT INTO tracker_valuation (id, household_id, position_id, as_of, amount, book, liquidation,
  source, note, version, updated_at, updated_by_id)
SELECT i.id, %(household)s, i.position_id, i.as_of, i.amount, i.book, i.liquidation, i.source,
  i.note, 1, %(stamp)s, %(actor)s
FROM import_value i
WHERE NOT EXISTS (SELECT FROM tracker_valuation v
  WHERE v.household_id = %(household)s AND v.position_id = i.position_id AND v.as_of = i.as_of)
ORDER BY i.position_id, i.as_of
"""
