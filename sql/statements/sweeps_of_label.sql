-- One row per sweep with that label.
-- Used by analyze --compare.
SELECT id FROM sweep WHERE label = :label ORDER BY id
