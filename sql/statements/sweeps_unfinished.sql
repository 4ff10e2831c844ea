-- One row per selected sweep that is not finished: how much of it is recorded.
-- Used by analyze to name what an answer does not show.
SELECT sweep.id, sweep.planned, count(*) AS trials, max(trial.round) AS round
FROM trial JOIN sweep ON sweep.id = trial.sweep_id
WHERE sweep.finished IS NULL AND sweep.trial_order <> 'import'
GROUP BY sweep.id ORDER BY sweep.id DESC
