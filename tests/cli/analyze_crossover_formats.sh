runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --crossover --format=json; analyze --crossover --format=csv; analyze --crossover --format=markdown --metric=memory
