# Without --concurrency, levels end where threads run out of CPU. runner first tests where that is,
# with a server if the kind has one, and asks for levels if the test fails.
for kind in sleep pipe tcp; do runner --dry-run --preset=service -k $kind -r 1 --work=10us 2> /dev/null | awk '$3 >= 10 { some = 1 } $3 > 1000000 { print $3 } END { print some }'; done
runner --quiet --cpus=0 -m thread -n 20 -t 1ms -r 1 --work=0s --max-time=100ms > /dev/null; echo $?
ulimit -n 40; runner --dry-run --preset=service -k tcp -r 1 2>&1 | sed 's/only [0-9]* of/only N of/'
