runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  sha256sum results.db > before; analyze > /dev/null; analyze --pivot > /dev/null; sha256sum --quiet -c before && ls
