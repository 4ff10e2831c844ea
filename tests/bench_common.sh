# Shared by the bench scripts. Each sources it: . "$(dirname "$0")/bench_common.sh"

folder=$(mktemp -d) # removed when the bench ends
trap 'rm -rf "$folder"' EXIT
db=$folder/bench.db

# The median of the first column of stdin.
median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# The machine, the date and the build of the trials in $db.
where_and_when() {
    sqlite3 "$db" "SELECT cpu_model || ', ' || cpus || ' CPUs (' || virtualisation || '), ' || kernel || ', '
        || (SELECT substr(max(started), 1, 10) FROM trial) || ', build ' || (SELECT build FROM sweep LIMIT 1) FROM machine"
}
