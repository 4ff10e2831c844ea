#!/bin/sh
# Run the short form of one campaign as a test. Prints what it found wrong, and a line "ok" or "not
# ok".
# usage: tests/campaigns/short.sh build hostile|kills|limits|faults
set -u
here=$(dirname "$0")
out=$1 name=$2

# A sanitizer works neither with a preloaded library nor with little memory. Tries on hostile files
# have a time limit, which a build without optimization exceeds.
case $(basename "$out")/$name in
build/* | ucontext/* | coverage/kills | coverage/limits | coverage/faults | asan/hostile) ;;
*)
    echo "ok campaign $name # SKIP not in this build"
    exit 0
    ;;
esac
[ "$name" = faults ] && size=40 || size=short
export PATIENCE=100 # so that no test fails because the machine is busy
said=$(mktemp)
trap 'rm -f "$said"' EXIT
if "$here/$name.sh" "$out" $size > "$said" 2>&1; then
    echo "ok campaign $name"
else
    sed "s/^/campaign $name: /" "$said"
    echo "not ok campaign $name"
fi
