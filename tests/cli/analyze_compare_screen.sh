# The screen of --compare: the verdict and its sizes, thresholds before and after, the table, trust of
# both sides, and commands that measure the same levels on both. It fits 24 lines of 80 columns.
runner --db=before.db --import="$HERE/../data/service.csv" 2> /dev/null
for name in after fails three far und; do
    runner --db=$name.db --import="$HERE/fixtures/cases/$name.csv" 2> /dev/null
done
compare() { # options; also complains about a screen that is too large, or not plain ASCII
    analyze --work=0s "$@" > screen
    cat screen
    awk -v what="$*" 'length > 80 || NR > 24 || / $/ || /[^ -~]/ { print what ": " NR ": " $0 }' screen
}
compare --compare=before.db,after.db
compare --compare=after.db,before.db
compare --compare=before.db,fails.db
compare --compare=before.db,three.db
compare --compare=before.db,far.db --metric=cpu
compare --compare=before.db,und.db | head -5
# A wider margin takes the change for what does not count.
analyze --work=0s --compare=before.db,after.db --margin=20 -q
# Two sets of conditions, one after the other.
analyze --compare=before.db,before.db -q
analyze --compare=before.db,before.db | grep -n '^TIME\|of work,\|no work,'
for format in csv markdown; do
    analyze --work=0s --compare=before.db,after.db --format=$format | sed 's/\(\.[0-9]\{6\}\)[0-9]*/\1/g'
done
# Names are those of the user, and cannot control the terminal.
escape=$(printf '\033')
cp after.db "$escape]0;x.db"
analyze --work=0s --compare="before.db,$escape]0;x.db" -q
analyze --work=0s --compare="before.db,$escape]0;x.db" | tr "$escape" '!' | grep '!'
