# If loopback runs out of ports, runner predicts the limit, and the row names it. A trial leaves no
# socket behind, not even in TIME-WAIT.
unshare -n true 2> /dev/null && which ip ss > which || { echo "it cannot have a network of its own"; exit 77; }
cat > inside.sh <<'INSIDE'
ip link set lo up
runner --quiet -d before.db -k tcp -c 50 -n 500 -t 2ms -r 1 --work=0s -m thread,coroutine | awk '$3 > 1' | cut -f1-4,7 | sort; ss -Htan | wc -l
echo 40000 40031 > /proc/sys/net/ipv4/ip_local_port_range
runner -d results.db -k tcp -c 20,100 -n 200 -t 2ms -r 1 --work=0s -m thread,coroutine 2> words | awk '$3 > 1' | cut -f1-4,7 | sort; grep -a 'will not reach' words
INSIDE
unshare -n sh inside.sh
sqlite3 results.db "SELECT DISTINCT model, status, error FROM trial WHERE status <> 'ok' ORDER BY model" | sed 's/only [0-9]* of/only N of/'
