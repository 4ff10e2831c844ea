# A trial that is stopped for a while takes longer, and its row says so but remains ok.
runner --quiet -c 2 -n 800 -t 5ms -r 1 --work=0s -m coroutine > /dev/null & pid=$!
until [ "$(sqlite3 results.db "SELECT count(*) FROM trial" 2> /dev/null || echo 0)" = 4 ]; do sleep 0.02; done
# Tasks are running once the trial's process has slept more than 20 times.
under_way() { child=$(pgrep -P $pid -f -- --trial) && [ "$(awk '/^voluntary/ { print $2 }' /proc/$child/status 2> /dev/null || echo 0)" -gt 20 ]; }
until under_way; do sleep 0.02; done; kill -STOP $child; sleep 1.2; kill -CONT $child; wait $pid; echo $?
sqlite3 results.db "SELECT status, stopped, overhead > 1.5, tasks_done FROM trial WHERE role = 'grid'; SELECT model, code FROM trial_warnings JOIN trial USING (id) WHERE code = 'STOPPED'; SELECT max > 0.3 FROM latency JOIN trial ON trial.id = trial_id WHERE role = 'grid' AND metric = 'response'"
analyze | tr '\n' ' ' | grep -c 'Do not quote.*the process was stopped during the only trial'
