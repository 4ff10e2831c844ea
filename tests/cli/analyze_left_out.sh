# Every view leaves out a row that runner cannot have recorded, and says so.
runner --import="$HERE/fixtures/pair.csv" 2> /dev/null
sqlite3 results.db "UPDATE trial SET model = printf('%.*c', 1000, 'x') WHERE id = 1"
for view in --trials --pivot --resources --latency --breakdown --sweeps --crossover --doctor; do
    for format in table csv json markdown; do
        analyze $view --format=$format > out 2> log
        echo "$view $format: $(grep -c xxxxxxxx out) of x, $(grep -c 'trial is left out' log) said"
    done
done
analyze --trials --format=csv 2> log | wc -l; cat log
