mkfifo pipe; cp "$HERE/fixtures/pair.csv" .; runner --db=real.db --import=pair.csv 2> /dev/null
for name in '' pipe /dev/zero /dev/null; do
    timeout 10 analyze --db="$name"; echo $?
    timeout 10 runner --db="$name" --shared --quiet -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s; echo $?
done
cp real.db next.db; mkfifo next.db-wal; timeout 10 analyze --db=next.db; echo $?; rm next.db-wal
ln -s /dev/zero next.db-journal; timeout 10 analyze --db=next.db; echo $?; timeout 10 runner --db=next.db --import=pair.csv; echo $?; rm next.db-journal
runner --db=:memory: --import=pair.csv; runner --db=file:x?mode=memory --import=pair.csv; ls
