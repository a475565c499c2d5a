#!/bin/sh
# Runs tests: shows each class as it begins and every failure as it comes, then
# what was slowest; build/test.log has everything.
# usage: test/run.sh SUITE JAVA JUNIT_JAR CLASS_PATH [JUnit's option]...
# SUITE is
#   test   all but the house rules
#   check  those of the core, and then all others that bear a rule's label
#   house  the house rules
# With --select-class among the options it is just these classes, with
# --include-tag just the tests that bear this label.
suite=$1 java=$2 junit=$3 class_path=$4
shift 4
rm -rf build/test.log build/tests
mkdir -p build/tests

# launch NAME [OPTION]...: one JVM with JUnit. Its exit, all that it prints and
# its reports are in build/tests. The names of test classes are free: a class
# that is not called ...Test must not be passed over in silence. A test that
# hangs fails after two minutes.
launch() {
  part=build/tests/$1
  shift
  { LC_ALL=C.UTF-8 "$java" -ea -Dfile.encoding=UTF-8 \
    -cp "build/test.jar:$class_path:$junit" \
    org.junit.platform.console.ConsoleLauncher execute \
    --disable-banner --disable-ansi-colors --details=testfeed \
    --include-engine=junit-jupiter --fail-if-no-tests --reports-dir="$part" \
    --config=junit.jupiter.execution.timeout.default=120s "$@" 2>&1
    echo "$?" > "$part.exit"
  } | tee "$part.log" | grep --line-buffered -E \
    "^JUnit .* :: |^$tab|^Test run finished|^\\[ .* $counts" | show
}

# at_once: all tests, in three JVMs: those of the commands and those of the
# machine, which wait for processes and sockets most of the time, beside the
# others. Nothing flows through the pipes: they are there because Ctrl-C ends all
# sides of one, and does not reach what a script starts with &.
at_once() {
  commands='(raft|lab)[.]cli[.].*' machine='raft[.](node|client|mit)[.].*'
  launch commands $all --include-classname="$commands" "$@" < /dev/null >&3 |
    launch machine $all --include-classname="$machine" "$@" < /dev/null >&3 |
    launch others $all --include-classname='.*' --exclude-package=house \
      --exclude-classname="$commands" --exclude-classname="$machine" "$@" \
      < /dev/null
} 3>&1

# Lines are "JUnit Jupiter > RaftLogTest > appends() :: FAILED" and, after tabs,
# a stack trace, of which the beginning says enough here.
show() {
  while IFS= read -r line; do
    case $line in
      'JUnit '*' :: STARTED')
        class=${line#* > } class=${class%% *} trace=0
        [ "$class" = "$last" ] || echo "  $class"
        last=$class ;;
      'JUnit '*' :: FAILED') echo "$line"; trace=12 ;;
      'JUnit '*) trace=0 ;;
      "$tab"*)
        [ "$trace" -le 0 ] || echo "$line"
        trace=$((trace - 1)) ;;
      *) echo "$line" ;;
    esac
  done
}

tab=$(printf '\t')
counts='(containers failed|tests (successful|failed|aborted|skipped))'
all='--scan-class-path=build/test.jar' core='raft[.][^.]*'
case "$suite $*" in
  *' --select-class='*) launch chosen --include-classname='.*' "$@" ;;
  'test ') at_once ;;
  test*) launch all $all --include-classname='.*' --exclude-package=house "$@" ;;
  house*) launch house --select-package=house --include-classname='.*' "$@" ;;
  check*' --include-tag='*)
    launch labelled $all --include-classname='.*' --exclude-package=house \
      --exclude-tag=evaluation "$@" ;;
  check*)
    launch core $all --include-classname="$core" "$@"
    launch others $all --include-classname='.*' --exclude-package=house \
      --exclude-classname="$core" --include-tag='any()&!evaluation' "$@" ;;
esac
cat build/tests/*.log > build/test.log

exit=$(sort -n build/tests/*.exit | tail -n 1)
for log in build/tests/*.log; do
  grep -q '^Test run finished' "$log" && continue
  tail -n 30 "$log"
  echo "The tests did not run to their end: $log"
  [ "$exit" != 0 ] || exit=1
done
[ "$exit" != 2 ] || echo 'No test was found to run.'
testcase='.*<testcase name="(.*)" classname="(.*)" time="(.*)".*'
slowest=$(cat build/tests/*/*.xml 2> /dev/null |
  sed -nE "s/$testcase/  \3 s  \2 \1/p" | sort -rn | head -n 5)
[ -z "$slowest" ] || printf 'Slowest:\n%s\n' "$slowest"
echo 'All that was printed is in build/test.log'
exit "$exit"
