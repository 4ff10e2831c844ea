-- Notes in temp.selected the trials that the options choose. A parameter that is NULL chooses nothing
-- away; lists are JSON arrays. Where no sweep is named, only trials under the conditions of the newest
-- sweep among those left are taken. Sentinels have conditions of their own and go with their sweep.
-- Asked by analyze.
WITH matching AS MATERIALIZED (
    SELECT trial.id, trial.sweep_id, role = 'sentinel' AS sentinel, trial_conditions.conditions
    FROM trial JOIN trial_conditions USING (id)
    WHERE (:models IS NULL OR model IN (SELECT value FROM json_each(:models)))
      AND (:machine IS NULL OR machine = :machine)
      AND (:kind IS NULL OR kind = :kind)
      AND (:sleep IS NULL OR sleep = :sleep)
      AND (:tasks IS NULL OR tasks = :tasks)
      AND (:sweeps IS NULL OR sweep_id IN (SELECT value FROM json_each(:sweeps)))
      AND (:excluded IS NULL OR sweep_id NOT IN (SELECT value FROM json_each(:excluded)))
), newest AS (
    SELECT max(sweep_id) AS sweep_id FROM matching WHERE NOT sentinel
), chosen AS MATERIALIZED (
    SELECT id, sweep_id FROM matching
    WHERE NOT sentinel
      AND CASE :scope
          WHEN 'conditions' THEN conditions IN (SELECT conditions FROM matching JOIN newest USING (sweep_id)
                                                WHERE NOT sentinel)
          WHEN 'latest' THEN sweep_id = (SELECT sweep_id FROM newest)
          ELSE 1
          END
)
INSERT INTO temp.selected (id)
SELECT id FROM chosen
UNION ALL
SELECT id FROM matching WHERE sentinel AND sweep_id IN (SELECT sweep_id FROM chosen)
ORDER BY id
