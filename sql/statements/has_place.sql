-- One row if that place of a sweep's plan is recorded already.
-- Asked by runner with each trial, since two runners might resume one sweep.
SELECT 1 FROM trial WHERE sweep_id = :sweep_id AND position = :position
