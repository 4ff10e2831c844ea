-- A WHERE clause over trials, not a statement: runner can have recorded the row. A stranger's file
-- may hold anything that the types and checks of the columns accept: names longer than ours (31
-- bytes), negative times, and numbers that no trial can reach.
-- Used by analyze: rows that this excludes are in no answer.
length(CAST(model AS BLOB)) < 32 AND length(CAST(kind AS BLOB)) < 32 AND length(CAST(phase AS BLOB)) < 32
AND length(CAST(idle AS BLOB)) < 32 AND length(CAST(status AS BLOB)) < 32
AND sleep BETWEEN 0 AND 1e15 AND work BETWEEN 0 AND 1e15 AND spin BETWEEN 0 AND 1e15
AND concurrency BETWEEN 1 AND 1e15 AND tasks BETWEEN 1 AND 1e15
