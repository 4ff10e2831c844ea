# What runner says on stderr: a line before the sweep, a line after it, and nothing between unless
# stderr is a terminal. The command after an interruption can be pasted, whatever the file's name.
calm() { grep -v "frequency is not fixed\|other processes use\|a cgroup allows"; } # as a machine may say
# How high quick goes, and hence where its line breaks, depends on the room for threads.
runner --max-time=1us 2>&1 | calm | tr '\n' ' ' | sed "s/1 to [0-9,]* c/1 to N c/; s/about [0-9]* trials/about N trials/; s/[0-9]* seconds/N seconds/; s/1 minute/N seconds/; s/0 of [0-9]*/0 of N/; s/ *$//"; echo
db="it's a .db"; runner --db="$db" -m thread,event,serial -c 1,2,1000 --per-worker=60 -t 1ms --work=50us --max-time=1us 2> words > lines; calm < words
sh -c "$(tail -1 words) --max-time=1us" 2>&1 | calm
say() { runner "$@" 2>&1 > lines | calm | sed "s/[0-9.]* s$/N s/"; }
say -m serial -k nop -c 1 -n 100 -r 3 --work=0s; say -m serial -c 1 --db=t.db --label=x --seed=1
say -m x --exec=x=false -c 1 -n 1 -t 1ms -r 1 --preset=study-2012
say --find-crossover=20 -k tcp -m event,thread -c 1,50 --max-time=1us; sqlite3 results.db "UPDATE sweep SET finished = 1 WHERE finished IS NULL"
sqlite3 results.db "DELETE FROM trial WHERE sweep_id = 2 AND model = 'thread'; UPDATE sweep SET finished = NULL WHERE id = 2"; say --resume=2
sqlite3 results.db "DELETE FROM trial WHERE sweep_id = 3 AND position > 5; UPDATE sweep SET finished = NULL WHERE id = 3"; say --resume=3 --exec=x=false
runner --quiet -m serial -c 1 -n 1 -t 1ms -r 1 2>&1 > lines; runner --quiet --resume; echo $?
