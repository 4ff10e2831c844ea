-- One row: a machine.
-- Asked by analyze for its headings.
SELECT cpu_model, virtualisation FROM machine WHERE id = :id
