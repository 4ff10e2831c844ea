-- Whether a model's workers are threads of the operating system. The model itself knows; its name
-- need not show it. Where none of our models ran, the name decides. Append-only: never edit this
-- file.

ALTER TABLE trial ADD COLUMN threads INTEGER; -- 1: yes; 0: no; NULL: unknown (--exec, an import)
ALTER TABLE trial ADD COLUMN threaded INTEGER AS (coalesce(threads, instr(model, 'thread') > 0));
