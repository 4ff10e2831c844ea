runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --trials | head -4; analyze --trials --format=csv | wc -l; analyze --trials --format=csv | head -1 | cut -d, -f1-9
