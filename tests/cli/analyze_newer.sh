runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  sqlite3 results.db 'PRAGMA user_version = 42'; sha256sum results.db > before; analyze; echo $?; sha256sum -c before; ls
