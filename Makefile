# Everything is done by Maven and Go; this file finds the JDK 25 and names the few things a person asks for.

JDK25 := $(shell .mvn/find-jdk25)
ifeq ($(JDK25),)
$(error No JDK 25 found: set JAVA_HOME to one, or install one under /usr/lib/jvm, for example the package temurin-25-jdk)
endif
export JAVA_HOME := $(JDK25)
MVN := mvn --batch-mode --no-transfer-progress

.PHONY: demo build test fmt sidecar-command bench real-programs foreign-dumps images cluster e2e cluster-down cluster-load

demo: ## leaking and healthy programs in Java and Go, watched by the real sidecar until every planted fault is found
	$(MVN) --quiet -DskipTests --projects sidecar,src/it --also-make package
	@$(JDK25)/bin/java -jar src/it/target/maphealth-it.jar

build: ## sidecar/target/maphealth.jar, no tests
	$(MVN) -DskipTests package

test: ## all tests that CI runs; those on a real cluster too, or one line that says why this machine cannot
	$(MVN) $(shell src/it/cluster/can && echo -Pe2e) verify

fmt: ## format every source file
	$(MVN) --quiet spotless:apply

sidecar-command: ## prints how the image starts the sidecar, for measuring it without an image (needs make build)
	@echo $(JDK25)/bin/java $(shell sed '/^ *\#/d' sidecar/src/main/jvm.options) -jar sidecar/target/maphealth.jar sidecar

bench: ## the measurements (BENCH="name ..." for some of them); rewrites their pages under src/site
	$(MVN) --quiet -Pbench -DskipTests -Dbench="$(BENCH)" verify

real-programs: PROGRAMS ?= RealServersTest,RealProgramsTest
real-programs: ## NATS, etcd, CoreDNS, Spring Boot and Kafka, read under load for five minutes each (PROGRAMS=RealProgramsTest: the JVM's alone)
	@src/gomem/src/test/servers/build
	@src/testkit/foreign/prepare target/foreign/work
	@$(MVN) --quiet --projects src/gomem,src/hotspot --also-make -Dsurefire.failIfNoSpecifiedTests=false \
		-Dtest='$(PROGRAMS)' -Dmaphealth.servers.seconds=300 \
		-Dmaphealth.foreign.programs=$(CURDIR)/target/foreign/work verify

foreign-dumps: ## Spring Boot and Kafka from Maven Central: their heap dumps, read and judged
	@src/hprof/src/test/foreign/dump target/foreign
	@$(MVN) --quiet --projects src/hprof --also-make -Dsurefire.failIfNoSpecifiedTests=false \
		-Dtest=ForeignDumpsTest -Dmaphealth.foreign.dumps=$(CURDIR)/target/foreign verify

images: ## the images of sidecar, operator and examples as archives below target/images; needs no engine
	@$(MVN) --quiet -DskipTests --projects sidecar,operator --also-make package
	@deploy/images/build

cluster: images ## a real Kubernetes cluster of one node on this machine with these images; the last line is its KUBECONFIG
	@src/it/cluster/up >/dev/null
	@src/it/cluster/supply

e2e: ## the scenarios of src/it alone (E2E=LevelsE2E for one), on a real cluster or on that of KUBECONFIG with MAPHEALTH_VALUES
	@$(MVN) --quiet -Pe2e --projects src/it,operator --also-make -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
		-De2e.seconds=3600 $(if $(E2E),-Dit.test='$(E2E)') verify

cluster-down: ## takes it away
	@src/it/cluster/down

cluster-load: ## brings an image archive into it: make cluster-load TAR=image.tar
	@src/it/cluster/load "$(TAR)"
