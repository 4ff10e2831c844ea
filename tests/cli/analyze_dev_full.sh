runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze > /dev/full; echo $?; analyze --pivot --format=csv > /dev/full; echo $?; analyze --trials | head -1 | cut -c1-9
