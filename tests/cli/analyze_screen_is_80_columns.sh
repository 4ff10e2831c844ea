runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze | awk '{ gsub(/[\200-\277]/, "") } length($0) > 80 { print length($0) ": " $0 }'; LC_ALL=C analyze | LC_ALL=C grep -c '[^ -~]'
