-- What creating the workers takes is for the most part its page faults, and what those take is the host's affair; so
-- they stand beside `spawn`. Append-only: never edit this file.

ALTER TABLE trial ADD COLUMN spawn_faults INTEGER; -- minor ones, up to the first task; none of them is in minor_faults
