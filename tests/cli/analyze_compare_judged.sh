# With --fail-on=regression the exit status is 4 if time, CPU or memory regressed, and 5 if that cannot
# be judged: trust is poor on either side, or trials are missing. --allow-poor judges all the same.
import() { runner --db="$1.db" --import="$2" 2> /dev/null; }
judge() {
    analyze --fail-on=regression "$@" > said
    echo "exit $?: $*"
}
import order "$HERE/../data/study-python-order.csv"
import sound "$HERE/../data/study-python.csv"
judge --compare=order.db,order.db
head -3 said
grep -o 'Trust: .*' said
judge --compare=sound.db,order.db
judge --compare=order.db,sound.db --metric=memory
judge --compare=order.db,sound.db --allow-poor
judge --compare=sound.db,order.db --allow-poor
head -3 said
grep -c '95% ranges' said
analyze --compare=sound.db,order.db --format=csv | sed 's/^"[^"]*",//' | cut -d, -f1-3

import before "$HERE/../data/service.csv"
import after "$HERE/fixtures/cases/after.csv"
import single "$HERE/fixtures/cases/single.csv"
import fails "$HERE/fixtures/cases/fails.csv"
judge --work=0s --compare=before.db,after.db
judge --work=0s --compare=before.db,after.db --metric=cpu
judge --work=0s --compare=before.db,after.db --margin=20
judge --work=0s --compare=after.db,before.db
judge --work=0s --compare=before.db,single.db
head -2 said
judge --work=0s --compare=before.db,single.db --allow-poor
judge --work=0s --compare=before.db,fails.db
judge --work=0s --compare=before.db,fails.db --metric=memory
cp after.db without.db
sqlite3 without.db "DELETE FROM trial WHERE model = 'thread'"
judge --work=0s --compare=before.db,without.db
judge --work=0s --compare=without.db,before.db
judge --work=0s --compare=before.db,without.db --model=coroutine
cp before.db apart.db
sqlite3 apart.db 'DELETE FROM trial WHERE concurrency NOT IN (1, 10, 100, 1000)'
sqlite3 before.db 'DELETE FROM trial WHERE concurrency IN (1, 10, 100, 1000)'
judge --work=0s --compare=before.db,apart.db
head -3 said
# No trials at all.
judge --work=1s --compare=before.db,after.db
sqlite3 after.db 'DELETE FROM trial'
judge --compare=before.db,after.db
