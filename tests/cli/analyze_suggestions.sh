# The commands that analyze suggests can be pasted. Those for runner add trials that pool with what
# was there: no new set of conditions.
sets() { sqlite3 "$1" "SELECT count(DISTINCT conditions), count(*) FROM trial JOIN trial_conditions USING (id) WHERE role = 'grid'"; }
suggested() { analyze --db="$1" | grep '^  runner '; }
paste_from() { # file, arguments of runner: record, then run what is suggested
    file=$1; shift
    runner --db="$file" --quiet -c 1,3 -r 2 -t 1ms "$@" > /dev/null
    before=$(sets "$file")
    command=$(suggested "$file" | head -1)
    # As in the suggestion, but one trial instead of five: the plan must not change anything else.
    eval "$command -r 1 --quiet" > /dev/null || echo "failed: $command"
    after=$(sets "$file")
    [ "${before%|*}" = "${after%|*}" ] && [ "${before#*|}" -lt "${after#*|}" ] ||
        echo "$* : $before sets and trials before, $after after: $command"
}
paste_from default.db
paste_from work.db --work=20us
paste_from 'a name.db' --work=0s -n 30
paste_from lockstep.db --work=0s --per-worker=11 --phase=lockstep
paste_from pipe.db --work=0s -k pipe
paste_from tcp.db --work=0s -k tcp
paste_from lateness.db --work=0s --lateness=1us
paste_from queue.db --work=0s --queue=7
paste_from spin.db --work=0s --spin=100us
paste_from idle.db --work=0s --idle=poll
paste_from stack.db --work=0s --stack=128K
paste_from times.db --work=0s --no-task-times
paste_from shared.db --work=0s --shared
paste_from models.db --work=0s -m thread-static,coroutine-mn
paste_from sleep.db --work=0s -t 2ms
suggested default.db | sed 's/-c [0-9,]*/-c LEVELS/'
suggested 'a name.db' | sed 's/-c [0-9,]*/-c LEVELS/'

# The commands for analyze show what they say.
runner --db=served.db --import="$HERE/../data/served.csv" 2> /dev/null
analyze --db=served.db | sed -n '/^Also/,$p' | grep '^  analyze' > commands
while read -r command; do
    eval "$command" | grep '^[5pT].* 2 CPUs'
done < commands
