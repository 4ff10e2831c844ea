# The p99 of the response needs a thousand tasks per cell. Its curves are compared like those of any
# other metric.
runner --quiet -c 4,8 --per-worker=300 -t 1ms -r 1 --work=0s > /dev/null
analyze --crossover --metric=p99 --format=csv | cut -d, -f1-3
analyze --metric=p99 -q | grep -c "^P99 .*99th percentile"; analyze --crossover --format=csv | cut -d, -f3
