-- One row per trial with every column, in the order of the history: what runner --import reads.
-- Used by analyze --trials.
SELECT * FROM trial ORDER BY id
