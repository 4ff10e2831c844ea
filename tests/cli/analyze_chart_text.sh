# No text of a chart is cut off, or runs into another or into a curve, and the title is the record's
# claim without sizes.
charts() { # name, then options of analyze
    name=$1
    shift
    analyze --db="$name.db" "$@" --plot=chart.svg > log 2>&1 || cat log
    echo "$name $*: $(awk -f "$HERE/svg_text.awk" chart.svg)"
    title=$(awk -v title=1 -f "$HERE/svg_text.awk" chart.svg)
    analyze --db="$name.db" "$@" --crossover --format=json > json 2> log || cat log
    claim=$(sqlite3 :memory: "SELECT json_extract(value, '\$.claim')
            FROM json_each(CAST(readfile('json') AS TEXT), '\$.records')
            WHERE json_extract(value, '\$.metric') = 'overhead' LIMIT 1" |
        sed -E 's/ concurrent tasks//; s/: [0-9.,]+(%|x) at .*$//; s/\.$//')
    [ "$title" = "$claim" ] || printf '  title %s\n  claim %s\n' "$title" "$claim"
}
plain() { # the same without the claim: other metrics, and several models
    name=$1
    shift
    analyze --db="$name.db" "$@" --plot=chart.svg > log 2>&1 || cat log
    echo "$name $*: $(awk -f "$HERE/svg_text.awk" chart.svg)"
    echo "  $(awk -v title=1 -f "$HERE/svg_text.awk" chart.svg)"
}
import() { runner --db="$1.db" --import="$2" > log 2>&1 || cat log; }

for file in "$HERE"/fixtures/cases/*.csv; do
    name=$(basename "$file" .csv)
    import "$name" "$file"
    if [ "$name" = seven ]; then plain seven; else charts "$name"; fi
done
for name in service study-2012 study-python served; do import "$name" "$HERE/../data/$name.csv"; done
for work in 0s 20us; do charts service --work=$work; done
for kind in sleep pipe tcp; do charts served --kind=$kind; done
charts study-2012
charts study-python
for metric in cpu memory steady; do plain service --work=0s --metric=$metric; done

# Seven models; names of 31 characters; a single level; equal values; five decades.
grid() { # models, levels, total in s as an awk expression of m (the model's number) and c
    awk -v models="$1" -v levels="$2" 'BEGIN {
        print "model,sleep,concurrency,tasks,total,per_worker"
        n = split(models, model, " "); l = split(levels, level, " ")
        for (i = 1; i <= l; i++) for (m = 1; m <= n; m++) for (k = 1; k <= 5; k++) { c = level[i]
            printf "%s,5,%d,%d,%.9f,60\n", model[m], c, 60 * c, 0.3 * ('"$3"') * (1 + 0.002 * ((7 * k + c + m) % 5)) }
    }'
}
long1=a-thread-with-a-long-name-of-31 long2=a-coroutine-with-a-name-of-31c
levels="1 10 100 1000"
grid "thread coroutine gevent go tokio asyncio python-thread" "$levels" '1 + m * c / 1e5' > equally.csv
grid "$long1 $long2" "$levels" '1 + (m - 1) * c / 2000' > long.csv
grid "$long1 $long2" "1 1000000" '1 + (m - 1) * c / 2000' > far-long.csv
grid "thread coroutine" 50 1.02 > level.csv
grid "thread" "$levels" 1.02 > alone.csv
grid "thread coroutine" "$levels" '1 + m * c * c / 20' > decades.csv
grid "thread coroutine" "1 10 100 1000 10000 100000 1000000" '1 + m * c / 1e5' > wide.csv
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker"
    for (c = 1; c < 2000; c *= 10) for (k = 1; k <= 5; k++) printf "thread,5,%d,%d,0.3,60\ncoroutine,5,%d,%d,0.3,60\n", c, 60 * c, c, 60 * c }' > equal.csv
awk -F, 'NR == 1 || !/coroutine/ || $3 < 100' long.csv > short.csv
for name in equally long far-long level alone decades wide equal short; do
    import $name $name.csv
    plain $name
done
