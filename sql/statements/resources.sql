-- One row per cell: what trials cost.
-- Used by analyze --resources.
SELECT * FROM resources
