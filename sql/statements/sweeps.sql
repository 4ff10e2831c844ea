-- One row per sweep of the selection.
-- Used by analyze --sweeps.
SELECT sweep.id, substr(sweep.started, 1, 19) AS started, label, trial_order AS "order", seed,
       planned, count(*) AS trials, count(*) FILTER (WHERE trial.status <> 'ok') AS not_ok,
       count(DISTINCT model) AS models, min(concurrency) AS c_min, max(concurrency) AS c_max,
       max(machine) AS machine
FROM trial JOIN sweep ON sweep.id = trial.sweep_id
GROUP BY sweep.id ORDER BY sweep.id
