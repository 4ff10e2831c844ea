-- Inserts one row: a sweep is resumed.
-- Used by runner --resume.
INSERT INTO resumption (sweep_id, started, boot_id, command)
VALUES (:sweep_id, :started, :boot_id, :command)
