# --compare takes sweeps, labels and files and reports what regressed. It exits with 4 only if
# --fail-on asks for it.
make_sweep() { # file label factor
    awk -v factor="$3" -v label="$2" 'BEGIN { ideal = 0.3 + 0.0001 * length(label) * (label < "o"); print "model,sleep,concurrency,tasks,total,per_worker,machine,cpus";
        for (c = 10; c <= 1280; c *= 2) for (k = 1; k <= 4; k++) {
            noise = 1 + 0.002 * ((3 * k + c) % 5);
            printf "thread,5,%d,%d,%f,60,m,2\n", c, 60 * c, ideal * noise * (c > 300 ? factor : 1);
            printf "coroutine,5,%d,%d,%f,60,m,2\n", c, 60 * c, ideal * (2.02 - noise); } }' > "$2.csv"
    runner --db="$1" --label="$2" --import="$2.csv" 2> /dev/null
}
make_sweep a.db old 1; make_sweep a.db new 1.2; make_sweep b.db other 1.2
analyze --db=a.db --compare=sweep:1,sweep:2; echo $?
analyze --db=a.db --compare=sweep:1,sweep:2 --format=csv | sed 's/\(\.[0-9]\{6\}\)[0-9]*/\1/g'
analyze --db=a.db --compare=sweep:2,sweep:2 --format=json | cut -d: -f3-6 | cut -c1-80
analyze --db=a.db --compare=label:old,label:new --fail-on=regression | tail -2; analyze --db=a.db --compare=label:old,label:new --fail-on=regression > /dev/null; echo $?
analyze --db=a.db --compare=label:new,b.db --fail-on=regression -q; analyze --compare=b.db,b.db --fail-on=regression > /dev/null; echo $?
for compare in sweep:1 sweep:1,sweep:9 sweep:x,sweep:1 label:none,sweep:1 machine:none,sweep:1 none.db,b.db; do analyze --db=a.db --compare=$compare; echo $?; done
analyze --fail-on=progress; echo $?
