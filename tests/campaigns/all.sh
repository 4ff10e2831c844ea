#!/bin/sh
# Every campaign, into data/campaigns.md. Takes about four minutes; nothing else should run (the quota
# wants root).
# usage: tests/campaigns/all.sh build
set -eu
here=$(dirname "$0")
{
    echo "# Campaigns"
    echo
    echo "What is too long, or too dependent on the machine, for the test suite; \`make campaigns\` writes it anew."
    echo "$(date -u +%Y-%m-%d), $(nproc) CPUs, $(uname -sr), build $("$1/runner" --version)."
    echo
    echo "## A CPU hog that comes and goes in mid-sweep"
    echo
    echo "A busy loop of one process, six times for 3 s with 5 s between; \`FOREIGN\` is a code of the view \`trial_warnings\`."
    echo
    "$here/hog.sh" "$1"
    echo
    echo "## Half a CPU granted by a cgroup"
    echo
    "$here/quota.sh" "$1"
    echo
    echo "## The runner killed"
    echo
    "$here/kill.sh" "$1"
} | tee data/campaigns.md
