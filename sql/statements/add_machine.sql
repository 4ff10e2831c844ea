-- One row: this machine. Recorded once, whoever asks.
-- Asked by runner when a sweep begins.
INSERT INTO machine (id, cpu_model, cpus, memory, kernel, virtualisation, libc)
VALUES (:id, :cpu_model, :cpus, :memory, :kernel, :virtualisation, :libc)
ON CONFLICT (id) DO NOTHING
