-- One row per sweep of that label.
-- Asked by analyze --compare.
SELECT id FROM sweep WHERE label = :label ORDER BY id
