# --doctor says how far to trust the answer, what limits it by weight, what helps, and what is fine:
# one screen of 24 lines for each set of conditions. Rows for programs have every finding.
record() { runner --db="$1.db" --import="$2" 2> /dev/null; }
doctor() { echo "--- $*"; analyze --doctor "$@" > out; code=$?; cat out; awk 'length > 80 && !/^ +(runner|analyze) /' out; [ $code = 0 ] || echo "$code"; }
record service "$HERE/../data/service.csv"; record pair "$HERE/fixtures/pair.csv"
for name in demo fails single gevent-eight-levels; do record $name "$HERE/fixtures/cases/$name.csv"; done

doctor --db=service.db --work=0s
doctor --db=service.db > /dev/null; grep Trust out
doctor --db=demo.db --work=0s
doctor --db=single.db
doctor --db=fails.db | head -8
doctor --db=gevent-eight-levels.db
doctor --db=pair.db
doctor --db=service.db --work=0s -m thread
for name in service demo; do analyze --db=$name.db --doctor --work=0s | wc -l; done

# Good trust: three sweeps, eighteen trials per level, and nothing that limits the answer.
for sweep in 1 2 3; do
    awk -v sweep=$sweep 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,position";
        for (k = 1; k <= 6; k++) for (c = 10; c < 1000; c = int(1.2 * c) + 1) {
            noise = 1 + 0.002 * ((7 * k + 3 * c + sweep) % 5);
            printf "thread,5,%d,%d,%f,60,%d\n", c, 60 * c, 0.303 * noise * (c > 100 ? 1 + 0.4 * log(c / 100) : 1), ++n;
            printf "coroutine,5,%d,%d,%f,60,%d\n", c, 60 * c, 0.303 * (2.008 - noise), ++n } }' > good.csv
    record good good.csv
done
doctor --db=good.db

# What runner plans by itself, on a machine that disturbs nothing, is good too.
runner --dry-run --seed=1 --db=none.db 2> /dev/null | awk '
    BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,position" }
    $2 == 5 && ++seen[$1, $3] % 2 { # of its two amounts of work, one
        noise = 1.01 * (1 + 0.002 * ((7 * seen[$1, $3] + 3 * $3 + length($1)) % 5))
        slower = $1 == "thread" && $3 > 250 ? 1 + 0.4 * log($3 / 250) : 1
        printf "%s,5,%d,%d,%f,40,%d\n", $1, $3, $4, $5 * noise * slower, ++n }' > quick.csv
record quick quick.csv
doctor --db=quick.db | grep Trust

# The reference trials of the newest sweep, which moved; the machine where there is room.
record both "$HERE/../data/service.csv"; record both "$HERE/fixtures/service.csv"
doctor --db=both.db --work=0s > /dev/null; grep -A1 '^Reference' out
sqlite3 service.db "UPDATE trial SET total = 1.3 * total WHERE role = 'sentinel' AND model = 'serial' AND position = 1"
sqlite3 single.db "INSERT OR REPLACE INTO machine (id, cpu_model, cpus, numa_nodes, kernel)
    SELECT DISTINCT machine, 'Some CPU', 2, 1, 'Linux 6' FROM trial"
doctor --db=single.db | tail -3
doctor --db=service.db --work=0s > /dev/null; sed -n '/SENTINEL/,/^   [A-Z]/p; /^Fine/,$p' out

analyze --db=pair.db --doctor --format=csv | cut -d, -f1-8
analyze --db=pair.db --doctor --format=json | sed 's/"finding":.*//'
analyze --db=pair.db --doctor --format=markdown | head -3
