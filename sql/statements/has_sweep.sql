-- One row if that sweep is recorded.
-- Used by analyze for each sweep in the request.
SELECT 1 FROM sweep WHERE id = :id
