-- Tasks that wait for the answer of a server (kinds pipe and tcp): what that server took, apart from what the
-- model did. From the first request to the last answer; NULL: no server, or it did not get so far. Append-only:
-- never edit this file.

ALTER TABLE trial ADD COLUMN server_user_cpu   REAL; -- s; no part of user_cpu and system_cpu
ALTER TABLE trial ADD COLUMN server_system_cpu REAL;
ALTER TABLE trial ADD COLUMN server_busy       REAL; -- s in which it was not waiting: of total, how full it was
-- s, summed over all tasks: from the moment an answer was due (`sleep` after the task's start) until the server
-- sent it, by the same clock. Part of `wake`; the rest of that is the model's. Table latency, metric 'server'.
ALTER TABLE trial ADD COLUMN server_late       REAL;
