-- One row per trial with every column, in the order of the history: what --import reads back.
-- Asked by analyze --trials.
SELECT * FROM trial ORDER BY id
