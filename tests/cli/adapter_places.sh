# runner finds adapters next to itself or where they were installed, and names the package that a
# missing one needs. Their paths may contain blanks and quotes.
home="it's a home"; mkdir -p "$home/bin" "$home/libexec/crossover"; cp "$(command -v runner)" "$home/bin"
"$home/bin/runner" --list-models | sed -n 's/.*; needs/needs/p'; "$home/bin/runner" -m thread,go -c 1; echo $?
cat > "$home/libexec/crossover/go" <<'PROGRAM'
#!/bin/sh
sleep 0.05; [ $6 = 0 ] && echo "go	$2	$4	$6	0" || echo "go	$2	$4	$6	0.011"
PROGRAM
chmod +x "$home/libexec/crossover/go"; "$home/bin/runner" --quiet -m go -c 1 -n 10 -t 1ms -r 1 --preset=study-2012 | grep ^go
mkdir "$home/bin/adapter"; sed 's/0.011/0.012/' "$home/libexec/crossover/go" > "$home/bin/adapter/go"; chmod +x "$home/bin/adapter/go"
"$home/bin/runner" --quiet -m go -c 1 -n 10 -t 1ms -r 1 --preset=study-2012 | grep ^go
