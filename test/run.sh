#!/bin/sh
# Runs the tests (make test): shows each class as it begins and every failure
# as it comes, then what was slowest; build/test.log has everything.
# usage: test/run.sh JAVA JUNIT_JAR CLASS_PATH [option of JUnit's launcher]...
java=$1 junit=$2 class_path=$3
shift 3
case " $*" in
  *' --select-class='*) ;;
  *) set -- --scan-class-path=build/test.jar "$@" ;;
esac
rm -rf build/test.log build/reports build/test.exit

# The names of test classes are free: a class that is not called ...Test must
# not be passed over in silence. A test that hangs fails after two minutes.
launch() {
  LC_ALL=C.UTF-8 "$java" -ea -Dfile.encoding=UTF-8 \
    -cp "build/test.jar:$class_path:$junit" \
    org.junit.platform.console.ConsoleLauncher execute \
    --disable-banner --disable-ansi-colors --details=testfeed \
    --include-engine=junit-jupiter --include-classname='.*' --fail-if-no-tests \
    --reports-dir=build/reports \
    --config=junit.jupiter.execution.timeout.default=120s "$@" 2>&1
  echo $? > build/test.exit
}

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
launch "$@" | tee build/test.log | grep --line-buffered -E \
  "^JUnit .* :: |^$tab|^Test run finished|^\\[ .* $counts" | show

exit=$(cat build/test.exit 2> /dev/null || echo 1)
if ! grep -q '^Test run finished' build/test.log; then
  tail -n 30 build/test.log
  echo 'The tests did not run to their end.'
  [ "$exit" != 0 ] || exit=1
fi
[ "$exit" != 2 ] || echo 'No test was found to run.'
testcase='.*<testcase name="(.*)" classname="(.*)" time="(.*)".*'
slowest=$(cat build/reports/*.xml 2> /dev/null |
  sed -nE "s/$testcase/  \3 s  \2 \1/p" | sort -rn | head -n 5)
[ -z "$slowest" ] || printf 'Slowest:\n%s\n' "$slowest"
echo 'All that was printed is in build/test.log'
exit "$exit"
