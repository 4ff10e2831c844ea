-- What the machine did while a trial ran, and on which boot a sweep was made. Append-only: never edit
-- this file.

-- In seconds over all CPUs, from right before t0 to right after t1; NULL: could not be read.
ALTER TABLE trial ADD COLUMN foreign_cpu  REAL; -- busy time that was not the trial's own; ticks of 10 ms
ALTER TABLE trial ADD COLUMN steal        REAL; -- taken by the hypervisor
ALTER TABLE trial ADD COLUMN run_delay    REAL; -- the trial's threads were runnable and did not run
-- One fixed spin on one CPU, before the workers exist and after they are gone: the CPU's own pace.
ALTER TABLE trial ADD COLUMN ruler_before REAL;
ALTER TABLE trial ADD COLUMN ruler_after  REAL;

ALTER TABLE sweep ADD COLUMN boot_id TEXT; -- of the kernel; NULL: imported, or from before this column
