#!/bin/sh
# A minimal foreign program, for a start-up (-n 0) and for a trial: one short sleep instead of its
# tasks.
while getopts t:c:n:w:p:q:k: option; do eval "$option=\$OPTARG"; done
sleep 0.01
printf 'sleeper\t%s\t%s\t%s\t%s\n' "$t" "$c" "$n" 0.005
