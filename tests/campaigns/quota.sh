#!/bin/sh
# Run a sweep with and without a cgroup quota of half a CPU (v2 or v1; needs root). The two must
# have different conditions, and throttled trials must carry QUOTA.
# usage: tests/campaigns/quota.sh build
# Prints a Markdown table.
set -eu
PATH="$(cd "$1" && pwd):$PATH"
folder=$(mktemp -d)
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    group=/sys/fs/cgroup/crossover
    mkdir $group
    echo "50000 100000" > $group/cpu.max
else
    group=/sys/fs/cgroup/cpu/crossover
    mkdir $group
    echo 100000 > $group/cpu.cfs_period_us
    echo 50000 > $group/cpu.cfs_quota_us
fi
trap 'rm -rf "$folder"; rmdir $group' EXIT
cd "$folder"

sweep="runner --quiet -c 10,100,500 --per-worker=60 -r 3 --preset=study-2012 --seed=1"
$sweep > /dev/null
sh -c "echo \$\$ > $group/cgroup.procs; exec $sweep" > /dev/null
sqlite3 -markdown results.db "
SELECT coalesce(cpu_quota, 'none') AS 'CPU quota', model, concurrency AS c, count(*) AS trials,
       round(avg(overhead), 3) AS 'mean overhead',
       count(*) FILTER (WHERE throttled_periods > 0) AS 'held back',
       round(avg(throttled / total), 3) AS 'of the time',
       count(*) FILTER (WHERE id IN (SELECT id FROM trial_warnings WHERE code = 'QUOTA')) AS 'carry QUOTA'
FROM trial WHERE role = 'grid' GROUP BY 1, 2, 3"
echo
echo "Sets of conditions: $(sqlite3 results.db "SELECT count(DISTINCT conditions) FROM pivot"). \`analyze --doctor\` on the second:"
echo
analyze --doctor --format=markdown | cut -d'|' -f3-6
