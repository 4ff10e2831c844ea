-- Memory per worker at the highest level of each model, in kilobytes: resident, page tables, and
-- the kernel's stack, which a process does not see in its own size.
-- Run with: sqlite3 results.db < sql/queries/memory_per_worker.sql
SELECT model, max(concurrency) AS concurrency,
       round(resident_per_worker / 1024, 2) AS resident_kb,
       round(page_tables_per_worker / 1024, 2) AS page_tables_kb,
       round(kernel_stack_per_worker / 1024, 2) AS kernel_stack_kb,
       round(memory_per_worker / 1024, 2) AS memory_kb
FROM resources
GROUP BY conditions, model
ORDER BY memory_kb DESC;
