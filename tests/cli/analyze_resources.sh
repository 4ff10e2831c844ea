runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --resources
