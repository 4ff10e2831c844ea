-- One row: a machine.
-- Used by analyze for its headings.
SELECT cpu_model, virtualisation FROM machine WHERE id = :id
