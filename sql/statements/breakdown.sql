-- One row per cell.
-- Used by analyze --breakdown.
SELECT * FROM breakdown
