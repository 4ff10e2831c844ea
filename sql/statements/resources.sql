-- One row per cell: what trials cost.
-- Asked by analyze --resources.
SELECT * FROM resources
