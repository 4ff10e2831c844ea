-- Trials performed by foreign programs (runner --exec). Append-only: never edit this file.

ALTER TABLE trial ADD COLUMN runtime TEXT; -- what the program says it runs on; NULL: our own, or unsaid
