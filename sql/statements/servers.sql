-- One row per model whose tasks waited for a server, at its highest level: what the server used.
-- Used by analyze for its first screen.
SELECT model, concurrency, avg((server_user_cpu + server_system_cpu) / tasks) AS cpu_per_task,
       avg(server_busy / total) AS busy, avg(server_late / tasks) AS late
FROM trial
JOIN trial_conditions USING (id)
JOIN (SELECT model, max(concurrency) AS concurrency FROM trial JOIN trial_conditions USING (id)
      WHERE conditions = :conditions AND status = 'ok' AND role IN ('grid', 'search') AND server_busy IS NOT NULL
      GROUP BY model) USING (model, concurrency)
WHERE conditions = :conditions AND status = 'ok' AND role IN ('grid', 'search')
GROUP BY model ORDER BY model DESC
