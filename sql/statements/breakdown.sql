-- One row per cell.
-- Asked by analyze --breakdown.
SELECT * FROM breakdown
