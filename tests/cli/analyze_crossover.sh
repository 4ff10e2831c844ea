runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --crossover; analyze --crossover --metric=cpu; analyze -q
