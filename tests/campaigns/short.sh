#!/bin/sh
# One campaign in a short form, as a test: what it found wrong, and a line "ok" or "not ok".
# usage: tests/campaigns/short.sh build hostile|kills|limits|faults
set -u
here=$(dirname "$0")
out=$1 name=$2

# A sanitizer bears neither another library before it nor little memory. Hostile files count in seconds, and a build that
# is not optimized takes too many.
case $(basename "$out")/$name in
build/* | ucontext/* | coverage/kills | coverage/limits | coverage/faults | asan/hostile) ;;
*)
    echo "ok campaign $name # SKIP not in this build"
    exit 0
    ;;
esac
[ "$name" = faults ] && size=40 || size=short
export PATIENCE=100 # no test fails because others keep the machine busy
said=$(mktemp)
trap 'rm -f "$said"' EXIT
if "$here/$name.sh" "$out" $size > "$said" 2>&1; then
    echo "ok campaign $name"
else
    sed "s/^/campaign $name: /" "$said"
    echo "not ok campaign $name"
fi
