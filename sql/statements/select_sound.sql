-- Not a statement but a WHERE clause over trials: runner can have recorded such a row. What a stranger's file holds may be
-- anything that the columns' types and checks let pass: names longer than ours (31 bytes), times below zero, and numbers
-- that no trial lives to see the end of.
-- Asked by analyze: what is left out here is in no answer.
length(CAST(model AS BLOB)) < 32 AND length(CAST(kind AS BLOB)) < 32 AND length(CAST(phase AS BLOB)) < 32
AND length(CAST(idle AS BLOB)) < 32 AND length(CAST(status AS BLOB)) < 32
AND sleep BETWEEN 0 AND 1e15 AND work BETWEEN 0 AND 1e15 AND spin BETWEEN 0 AND 1e15
AND concurrency BETWEEN 1 AND 1e15 AND tasks BETWEEN 1 AND 1e15
