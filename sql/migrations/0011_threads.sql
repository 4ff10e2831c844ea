-- Whether a model's workers are threads of the operating system, as the model itself knows; a name need not tell. Where no
-- model of ours ran, it is read off the name. Append-only: never edit this file.

ALTER TABLE trial ADD COLUMN threads INTEGER; -- 1: they are; 0: not; NULL: not known (--exec, an import)
ALTER TABLE trial ADD COLUMN threaded INTEGER AS (coalesce(threads, instr(model, 'thread') > 0));
