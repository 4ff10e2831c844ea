-- A trial that was ended for its time took at least as long: a bound, where there is no figure. Append-only: never
-- edit this file.

ALTER TABLE trial ADD COLUMN timeout REAL; -- after which it is ended (--timeout)
