# Levels that are not given end where threads run out of CPU, which is tried first: with a server in it, or where it cannot be.
for kind in sleep pipe tcp; do runner --dry-run --preset=service -k $kind -r 1 --work=10us 2> /dev/null | awk '$3 >= 10 { some = 1 } $3 > 1000000 { print $3 } END { print some }'; done
runner --quiet --cpus=0 -m thread -n 20 -t 1ms -r 1 --max-time=100ms > /dev/null; echo $?
ulimit -n 40; runner --dry-run --preset=service -k tcp -r 1 2>&1 | sed 's/only [0-9]* of/only N of/'
