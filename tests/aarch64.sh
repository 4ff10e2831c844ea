#!/bin/sh
# Build everything for AArch64 and run the tests that qemu's user mode can run. It cannot exec
# another program, so there is no trial in its own process and no server. Debian's arm64 packages
# are unpacked into the build folder, because some of them cannot be installed next to those of this
# machine. Needs root or sudo.
# usage: tests/aarch64.sh build/aarch64
set -eu
out=$1
root=$out/root
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

if [ ! -e "$root/complete" ]; then
    dpkg --print-foreign-architectures | grep -q '^arm64$' || as_root dpkg --add-architecture arm64
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq gcc-aarch64-linux-gnu qemu-user-static > /dev/null
    mkdir -p "$root"
    (
        cd "$root"
        for package in libc6 libgcc-s1 libev-dev libev4 libsqlite3-dev libsqlite3-0 libcmocka-dev libcmocka0 libsmartcols-dev \
            libsmartcols1 libjson-c-dev libjson-c5 libcsv-dev libcsv3 libgsl-dev libgsl27 libgslcblas0; do
            apt-get download -qq "$package:arm64"
        done
        for package in *.deb; do
            dpkg -x "$package" .
            rm "$package"
        done
        touch complete
    )
fi

libraries=$(realpath "$root")/usr/lib/aarch64-linux-gnu
make --no-print-directory CONFIG=aarch64 CFLAGS="-O2 -g -isystem $root/usr/include" \
    LDFLAGS="-L$libraries -Wl,-rpath-link,$libraries" all tests

failed=0
for test in "$out"/tests/test_*; do
    case ${test##*/} in
    test_launch | test_lateness | test_server | test_foreign) continue ;; # they start processes
    test_usage) continue ;;                               # it would measure the emulator's memory
    esac
    if CROSSOVER_NO_EXEC=1 timeout 600 qemu-aarch64-static -L "$root" \
        -E "LD_LIBRARY_PATH=$libraries:$root/lib/aarch64-linux-gnu" "$test" > "$out/said" 2>&1; then
        echo "ok ${test##*/}"
    else
        echo "not ok ${test##*/}"
        cat "$out/said"
        failed=1
    fi
done
exit $failed
