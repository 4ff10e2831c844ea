-- One row if that trial is recorded already.
-- Used by runner for each row of an import.
SELECT 1 FROM trial WHERE uuid = :uuid
