-- One row if that sweep is recorded.
-- Asked by analyze for each sweep that is named.
SELECT 1 FROM sweep WHERE id = :id
