runner --import="$HERE/fixtures/pair.csv" 2> /dev/null; analyze --trials > before
# kill -9 ends a transaction after its pages have reached the file, which leaves a hot journal.
# analyze then reads the rows from before the transaction and changes neither file.
mkfifo commands; sqlite3 results.db < commands & pid=$!; exec 3> commands
printf 'PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE trial SET total = 99, error = hex(zeroblob(3000));\n.shell touch done\n' >&3
until [ -e done ]; do sleep 0.05; done; kill -9 $pid; exec 3>&-; rm done commands
[ -s results.db-journal ] && echo hot
sha256sum results.db results.db-journal > sums; mkdir tmp
TMPDIR=$PWD/tmp analyze --trials | cmp - before && echo read; sha256sum --quiet -c sums; ls . tmp
TMPDIR=$PWD/nowhere analyze --trials; echo $?
sqlite3 results.db 'SELECT count(*) FROM trial WHERE total = 99' ; analyze --trials | cmp - before && echo settled
