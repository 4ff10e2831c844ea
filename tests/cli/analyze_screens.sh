# The screens of recorded histories: as they are stored here, and by the rules of
# tests/check_screens.py. The records of the same histories fit tests/record.schema.json.
take() { # name of the history, file
    runner --db="$1.db" --import="$2" 2> log || cat log
}
for file in "$HERE"/fixtures/cases/*.csv; do take "$(basename "$file" .csv)" "$file"; done
for name in service served study-2012 study-python study-python-order; do take "$name" "$HERE/../data/$name.csv"; done
mkdir screens records
show() { # name of the screen, arguments of analyze
    name=$1; shift
    analyze "$@" > "screens/$name"; status=$?
    echo "===== $name: analyze $* ($status)"; cat "screens/$name"
}
show service --db=service.db
show service-no-work --db=service.db --work=0s
show quick-two-modes --db=quick-two-modes.db
show gevent-eight-levels --db=gevent-eight-levels.db
show study-2012 --db=study-2012.db
show study-python --db=study-python.db
show study-python-order --db=study-python-order.db
show served --db=served.db --kind=tcp
show served-all --db=served.db --sweep=all
show threads-fail --db=fails.db
show far-apart --db=far.db
show three-percent --db=three.db
show one-trial-per-level --db=single.db
show undecided --db=und.db
show in-part --db=noisy.db
show cpu-several --db=quick-two-modes.db --metric=cpu --work=0s
show seven-models --db=seven.db
show poor-trust --db=demo.db --work=0s
show seven-a-pair --db=seven.db --model=python-thread,gevent
show steady --db=service.db --work=0s --metric=steady
show memory --db=service.db --metric=memory
show margin --db=three.db --margin=2
show one-model --db=service.db --model=thread
/usr/bin/python3 "$HERE/check_screens.py" screens/*
for history in *.db; do
    analyze --db="$history" --sweep=all --crossover --format=json > "records/$history"
done
/usr/bin/python3 "$HERE/check_records.py" records/*
