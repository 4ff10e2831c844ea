runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --crossover --margin=50 --metric=overhead; for margin in abc -1 0 5000; do analyze --margin=$margin; echo $?; done
