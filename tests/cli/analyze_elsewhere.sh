# Each other set of conditions in a file is named by a command that shows it and no other.
make_set() { # sweep, sleep, tasks per worker, phase, kind
    awk -v sweep="$1" -v sleep="$2" -v per="$3" -v phase="$4" -v kind="$5" 'BEGIN {
        for (c = 10; c <= 1000; c *= 10) for (k = 1; k <= 3; k++) for (m = 0; m < 2; m++)
            printf "%s,%s,%d,%d,%f,%d,%s,%s,%d,m,2\n", m ? "coroutine" : "thread", sleep, c, per * c,
                sleep / 1000 * per * (1.02 + 0.001 * ((7 * k + c + m) % 5)), per, phase, kind, sweep }'
}
{
    echo model,sleep,concurrency,tasks,total,per_worker,phase,kind,sweep_id,machine,cpus
    make_set 1 5 60 spread sleep
    make_set 2 5 60 spread tcp
    make_set 3 1 60 spread sleep
    make_set 4 5 40 spread sleep
    make_set 5 5 40 lockstep sleep
} > sets.csv
runner --db='my sets.db' --import=sets.csv 2> log || cat log
analyze --db='my sets.db' | sed -n '/^Also/,$p'
analyze --db='my sets.db' --crossover --format=json > all.json
grep -o '"command":"analyze[^"]*' all.json | cut -c12- | while read -r command; do
    eval "$command --trials --format=csv" | sed 1d > rows
    eval "$command --pivot --format=json" > cells
    echo "$command: $(eval "$command" | grep -c '^5 ms\|^1 ms\|^TCP') heading, $(grep -o '"kind":"[a-z]*","sleep":[0-9]*' cells | sort -u | wc -l) kind and wait, $(grep -o '"per_worker":[0-9]*,"phase":"[a-z]*"' cells | sort -u | wc -l) phase"
done
