-- One row if that place in a sweep's plan is recorded already.
-- Used by runner for each trial, since two runners might resume the same sweep.
SELECT 1 FROM trial WHERE sweep_id = :sweep_id AND position = :position
