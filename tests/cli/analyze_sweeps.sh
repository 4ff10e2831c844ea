runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  runner --import="$HERE/fixtures/pair.csv"; analyze --sweeps | sed 's/20[0-9-]*T[0-9:]*/DATE/'
