#!/bin/sh
# The command `raft` or `lab`: starts @MAIN@ in a JVM. make copies this file to
# build/raft and build/lab, so change it in src/raft/cli/raft.sh.
#
# JAVA_HOME       the JDK to use, else the java on the PATH
# RAFT_JAVA_OPTS  more options for the JVM, such as -Xmx128m
# RAFT_CLASSPATH  folders and jars, divided by ":", that hold an application of
#                 your own; the configuration's "application" names its class

# A descriptor that is closed would be given to the next file that is opened,
# and then a log would be read as typed words, or be written into. It is copied
# to another one: no shell checks a copy onto itself. A closed stdout is opened
# for reading, so that writing fails as it should, and the status says so.
(: 3<&0) 2> /dev/null || exec < /dev/null
(: 3>&1) 2> /dev/null || exec 1< /dev/null
(: 3>&2) || exec 2> /dev/null # nobody sees what the shell says of it

# Which of stdin and stdout are a terminal: the JVM cannot tell them apart.
tty=
for fd in 0 1; do [ ! -t $fd ] || tty=$tty$fd; done

# A node started with & reads its terminal in vain, and is not stopped for it.
trap '' TTIN

# The project is the folder above this file, also when a symlink called it.
self=$0
while [ -h "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname -- "$self")/$target ;;
  esac
done
RAFT_HOME=$(CDPATH= cd -- "$(dirname -- "$self")/.." && pwd -P) || exit 2
export RAFT_HOME

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if ! command -v "$java" > /dev/null; then
  echo "${0##*/}: there is no $java. Install a JDK 17 or newer (Debian: apt-get" \
    "install openjdk-17-jdk, macOS: brew install openjdk), or set JAVA_HOME" \
    "to the folder of one." >&2
  exit 6
fi

case $RAFT_HOME in *:*)
  echo "${0##*/}: the folder $RAFT_HOME has a : in its path, and Java's class path" \
    "cannot hold that. Move or copy the folder, and make again there." >&2
  exit 6 ;;
esac

# Without a UTF-8 locale the JVM would turn a key such as "å" into "?".
LC_ALL=C.UTF-8
export LC_ALL

# One collector thread: three nodes share a laptop, and their heaps are small.
# A client that asks one thing ends before the second compiler would pay.
set -f
case ${1-help} in
  get | put | delete | append | cas | keys | call | status | log | help | -*)
    quick=-XX:TieredStopAtLevel=1 ;;
  *) quick= ;;
esac
# make's archive of classes saves a quarter of a second; the JVM does without
# one that is not there or that another jar or JDK made, and need not say so.
archive=$RAFT_HOME/build/raft.jsa
# Once a second JDK 17 stops all threads to tidy up. Where one thread waits for
# a processor, all wait for it: on a busy machine longer than an election timeout.
tidy="-XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=0"
# The second compiler of a young node competes with the node for a processor. If
# it copies only small ones of the compiled methods into their callers (500 bytes
# of machine code, not 2500), it is done in less than half of the time, and what
# it makes is as fast.
inline=-XX:InlineSmallCode=500
options="-ea -XX:+UseSerialGC $tidy $inline -Xshare:auto -Xlog:cds*=off $quick \
  -Draft.tty=$tty \
  -Dfile.encoding=UTF-8 \
  -Dstdout.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 \
  -Dstderr.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 $RAFT_JAVA_OPTS"
classes=$RAFT_HOME/build/raft.jar:$RAFT_HOME/@GSON@${RAFT_CLASSPATH:+:$RAFT_CLASSPATH}

# A JVM that does not start ends with 1, which would mean "the answer is no".
# So where a person chose a java that make did not check, or options, or how
# much memory there is, it is started once before, to do nothing: that takes as
# long as a whole `get`. Not around it: a signal is for the process that this
# script becomes.
chosen=$RAFT_JAVA_OPTS$RAFT_CLASSPATH$JAVA_TOOL_OPTIONS$JDK_JAVA_OPTIONS
chosen=$chosen$_JAVA_OPTIONS
is_sure() {
  [ -z "$chosen" ] && [ -r "$RAFT_HOME/build/raft.jar" ] &&
    [ "$(ulimit -v)" = unlimited ] &&
    [ "$(readlink -f "$(command -v "$java")")" = "@JAVA@" ]
}
is_sure 2> /dev/null ||
  "$java" "-XX:SharedArchiveFile=$archive" $options -Draft.start=only \
    -cp "$classes" @MAIN@ || {
  echo "${0##*/}: the JVM does not start (see above), so nothing was done. It is" \
    "$java${RAFT_JAVA_OPTS:+ with RAFT_JAVA_OPTS=$RAFT_JAVA_OPTS}, and runs" \
    "$RAFT_HOME/build/raft.jar" >&2
  exit 6
}
exec "$java" "-XX:SharedArchiveFile=$archive" $options -cp "$classes" @MAIN@ "$@"
