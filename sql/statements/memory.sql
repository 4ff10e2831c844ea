-- One row per conditions and model: what one worker more takes.
-- Asked by analyze for the MEMORY line.
SELECT * FROM memory
