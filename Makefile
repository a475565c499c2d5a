# Needs a JDK 17 or newer and, once, mvn for two jars. Try: make help
GSON := build/lib/gson-2.15.0.jar
GSON_FROM := com.google.code.gson:gson:2.15.0
GSON_SHA256 := 96d3dd843dc2911de01cdabcd50064cb9e860353102a0a78c96fd833d396fc7d
JUNIT := build/lib/junit-platform-console-standalone-6.1.3.jar
JUNIT_FROM := org.junit.platform:junit-platform-console-standalone:6.1.3
JUNIT_SHA256 := e62b96ac475dbcde8599ea905d088f65d90778f86e259b856a49fa5c4ea256ec
COPY := org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy
JDK := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/)
JAVA = $(realpath $(shell command -v "$(JDK)java"))

# Java, the page's js, css and html, and folders: a deletion changes their time.
find_sources = $(shell find $(1) -mindepth 1 -type d -o -name '[!.]*.[jch]*')
SRC := $(call find_sources,src)
TEST := $(call find_sources,test)
all: build/raft build/lab ## compile src, write the two commands (the default)
test: ## all tests of Raft, or ONLY=raft.RaftLogTest, TAG=RV2
check: ## less than a minute of them: the core's, and all that bear a label
house: ## what this project demands of its own sources: sizes, words, arrows
test check house: build/raft build/lab build/test.jar
	@test/run.sh $@ "$(JDK)java" $(JUNIT) build/raft.jar:$(GSON) \
	  $(ONLY:%=--select-class=%) $(TAG:%=--include-tag=%)
run: build/raft ## one node in this terminal: make run ID=n1 (first NEW=1, or JOIN=ADDRESS)
	@[ -n "$(ID)" ] || { echo 'Which node? Say: make run ID=n1' >&2; exit 2; }
	@set -x; build/raft node "$(ID)" $(if $(NEW)$(JOIN),--new) $(JOIN:%=--join %)

demo: ## three nodes, the leader killed, nothing lost: 30 seconds
cluster: ## all nodes in one process and this one terminal
demo cluster: build/raft
	@build/raft $@
churn: WORDS = $(CHANGES:%=--changes) ## two minutes of kills under load; or CHANGES=1
bench: WORDS = --limit --clients 1,64 ## how fast, and how much replication costs
figure-16: WORDS = --svg lab-notes ## the paper's Figure 16: a thousand crashes a line
figures: ## the paper's figures, from runs, to project them: build/figures
broken: WORDS = $(RULE) ## each rule broken, and caught; or RULE=L4-no-term-check
sim: WORDS = --seeds $(or $(SEEDS),1000) ## in a simulated world; or SEEDS=10
broken: build/test.jar
churn bench figure-16 figures broken sim: build/lab
	@build/lab $@ $(WORDS)

exercise: ## rules to write yourself: make exercise LAB=replication DIR=~/my-raft
grade: ## which of them hold: make grade LAB=replication DIR=~/my-raft
exercise grade: build/lab build/test.jar
	@build/lab $@ $(LAB) $(DIR)

lib: $(GSON) $(JUNIT) ## only fetch and check the two jars, to work offline
clean: ## remove what was built; the jars in build/lib and data/ stay
	@rm -rf $(filter-out build/lib,$(wildcard build/*))
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "make %-10s %s\n",$$1,$$2}' Makefile

.PHONY: $(shell sed -n 's/:.*## .*//p' Makefile) FORCE
# The commands, a script each, the jar that both run, and classes that the JVM
# has read already: with them a command starts sooner.
build/raft build/lab: src/raft/cli/raft.sh Makefile | build/raft.jsa
	@$(aside); case $@ in *lab) main=lab.cli.Lab ;; *) main=raft.cli.Raft ;; esac; \
	sed "s|@GSON@|$(GSON)|; s|@JAVA@|$(JAVA)|; s|@MAIN@|$$main|" $< > $$new/sh; \
	chmod +x $$new/sh; mv $$new/sh $@
build/raft.jar: $(SRC) Makefile | $(GSON)
	@$(call compile,$(SRC),$(GSON))
build/raft.jsa: build/raft.jar
	@$(aside); "$(JDK)java" -XX:+UseSerialGC -XX:ArchiveClassesAtExit=$$new/jsa \
	  -cp "$$PWD/$<:$$PWD/$(GSON)" raft.cli.Raft status > $$new/said 2>&1 || :; \
	[ ! -f $$new/jsa ] || mv $$new/jsa $@
build/test.jar: $(TEST) build/raft.jar Makefile | $(GSON) $(JUNIT)
	@$(call compile,$(TEST),build/raft.jar:$(GSON):$(JUNIT))

# The jars are checked at every make, also those that a person put there.
$(GSON): FORCE
	@$(call fetch,$(GSON_FROM),$(GSON_SHA256))
$(JUNIT): FORCE | $(GSON) # one after the other: mvn's store takes one mvn
	@$(call fetch,$(JUNIT_FROM),$(JUNIT_SHA256))

# What is being made lies in a folder $$new of its own, until it is complete.
aside = set -e; mkdir -p build/lib 2> /dev/null || :; [ -w build/lib ] || { \
  echo 'You may not write into build/: somebody else made it. Use what is there' \
  'with build/raft, or copy this folder and say make there.' >&2; exit 1; }; \
  new=$$(mktemp -d build/new.XXXXXX); \
  trap 'rm -rf $$new' EXIT; trap 'exit 130' INT TERM

# All sources anew, so that nothing of a deleted one stays, into a jar that is
# moved in whole: a running node goes on with the jar that it has open. Newer
# JDKs know newer warnings, so only 17 takes them as errors.
define compile
$(aside); $(check_jdk); echo 'compile $@'; touch $$new/begun; \
[ $$version != 17 ] || werror=-Werror; \
"$(JDK)javac" --release 17 -encoding UTF-8 -Xlint:all,-classfile $$werror \
  -XDstringConcat=inline -cp $(2) -d $$new/classes $(filter %.java,$(1)); \
"$(JDK)jar" --create --file $$new/jar -C $$new/classes . \
  $(patsubst src/%,-C src %,$(filter %.js %.css %.html,$(1))); \
touch -r $$new/begun $$new/jar; mv $$new/jar $@
endef

define check_jdk
for tool in java javac; do version=$$("$(JDK)$$tool" -version 2>&1 | \
  sed -nE 's/^(javac|.* version) "?([0-9]+).*/\2/p'); \
[ "$${version:-0}" -ge 17 ] || { printf '%s\n' \
  "A JDK 17 or newer is needed; $(JDK)$$tool is $${version:-not there}." \
  'Debian: apt-get install openjdk-17-jdk. macOS: brew install openjdk.' \
  'If one is installed, set JAVA_HOME to its folder.' >&2; exit 1; }; done
endef

# $(call fetch,COORDINATES,SHA256): aside, and moved in after the check.
define fetch
$(aside); if [ -f $@ ]; then jar=$@; else $(check_jdk); jar=$$new/$(@F); \
echo 'fetch $(@F) with mvn (once, it can take a minute)'; \
said=$$(mvn -B -q $(COPY) -Dartifact=$(1) -DoutputDirectory="$$PWD/$$new" \
  2>&1) && [ -f $$jar ] || { printf '%s\n' "$$said" \
  'mvn did not bring $(1). Is it installed?' \
  'Debian: apt-get install maven. macOS: brew install maven.' \
  'Or put the file there by hand: $@' >&2; exit 1; }; fi; \
sum=$$( (sha256sum $$jar 2>/dev/null || shasum -a 256 $$jar) | cut -c 1-64); \
[ "$$sum" = $(2) ] || { [ $$jar != $@ ] || mv $@ build/$(@F).wrong; \
  printf '%s\n' '$(@F) is not the file that belongs here, and is not used.' \
  'SHA-256 expected: $(2)' "SHA-256 found:    $$sum" \
  "If mvn brought it, delete it in mvn's own store, ~/.m2/repository." \
  'If you put it there, it is now build/$(@F).wrong.' >&2; exit 1; }; \
[ $$jar = $@ ] || mv $$jar $@
endef
