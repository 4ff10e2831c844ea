#!/bin/sh
# A CPU hog comes and goes during a sweep. The trials that ran at the same time, and hardly any
# others, should carry FOREIGN.
# usage: tests/campaigns/hog.sh build [times]
# Prints a Markdown table.
set -eu
PATH="$(cd "$1" && pwd):$PATH"
times=${2:-6}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

now() { date +%s.%N; }
runner --quiet -c 1,10,100,300 --per-worker=60 -r 24 --preset=study-2012 --seed=1 > /dev/null & pid=$!
echo "CREATE TABLE hog (came REAL, went REAL);" > hogs.sql
for i in $(seq "$times"); do
    sleep 5
    came=$(now)
    sh -c 'while :; do :; done' & hog=$!
    sleep 3
    kill $hog
    wait $hog 2> /dev/null || true
    echo "INSERT INTO hog VALUES ($came, $(now));" >> hogs.sql
done
wait $pid

sqlite3 results.db "$(cat hogs.sql)"
sqlite3 -markdown results.db "
WITH span AS ( -- the trial and the gap before it, in seconds since 1970
    SELECT *, (julianday(started) - 2440587.5) * 86400 + spawn + total AS ended FROM trial
), lit AS (
    SELECT span.*, (SELECT sum(max(0, min(went, ended) - max(came, ended - watched))) FROM hog) / watched AS beside
    FROM span
)
SELECT model, concurrency AS c,
       CASE WHEN beside = 0 THEN 'never' WHEN beside < 0.1 THEN 'under a tenth' ELSE 'a tenth or more' END
       AS 'of its time beside the hog',
       count(*) AS trials,
       count(*) FILTER (WHERE id IN (SELECT id FROM trial_warnings WHERE code = 'FOREIGN')) AS 'carry FOREIGN',
       round(avg(foreign_cpu / watched), 3) AS 'CPUs of others',
       round(avg(overhead), 3) AS 'mean overhead'
FROM lit WHERE role = 'grid' GROUP BY 3, 1, 2 ORDER BY 3, 1, 2"
