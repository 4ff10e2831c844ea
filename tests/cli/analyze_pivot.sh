runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --pivot; analyze --pivot --format=csv | head -2; analyze --pivot --format=json | head -1; analyze --pivot --format=markdown | head -4
