# analyze copies a sparse journal of a terabyte as a sparse file.
case $BUILD in asan | tsan) echo "a sanitizer maps more address space than the case allows"; exit 77 ;; esac
runner --db=h.db --import="$HERE/fixtures/pair.csv" 2> /dev/null; analyze --db=h.db --trials > before
mkdir tmp; export TMPDIR=$PWD/tmp
truncate -s 1T probe 2> /dev/null || { echo "the file system has no room for a hole of a terabyte"; exit 77; }
rm probe
for ending in journal wal; do
    for head in '' '\067\177\006\202' '\331\325\005\371\040\241\143\327'; do # nothing, the first bytes of a -wal, those of a -journal
        printf "$head" > h.db-$ending; truncate -s 1T h.db-$ending
        (ulimit -v 1000000; timeout 20 analyze --db=h.db --trials | cmp - before) && echo read; ls . tmp; rm h.db-$ending
    done
done
# analyze also reads a database that is mostly a hole.
: > h.db-journal; truncate -s 1T h.db; timeout 20 analyze --db=h.db --trials | cmp - before && echo read
runner --db=h.db --import="$HERE/fixtures/pair.csv" > /dev/null; truncate -s 1T h.db-journal; timeout 20 runner --db=h.db --import="$HERE/fixtures/pair.csv" > lines; echo $?; ls h.db*
