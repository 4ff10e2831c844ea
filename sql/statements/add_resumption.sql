-- One row: a sweep is taken up again.
-- Asked by runner --resume.
INSERT INTO resumption (sweep_id, started, boot_id, command)
VALUES (:sweep_id, :started, :boot_id, :command)
