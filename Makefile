# Each verb is one thing a contributor does. `make demo` and `make test` are all a newcomer needs.
MVN ?= mvn -B -ntp
PORT ?= 8080
DEMO_DIR ?= demo-data
TRAIN_DIR ?= training-data
APP := target/quarkus-app
NATIVE := target/serin-runner
# Of Java 25, for the AOT cache.
JAVA25 ?= java
# Nobody waits for a simulation's pauses, and this collector costs the least at each write.
COLLECTOR ?= -XX:+UseParallelGC
# What a trained policy depends on; the last commit that changed any of it is written into the model.
TRAINED_FROM := pom.xml $(addprefix src/main/java/dev/serin/,canary observation policy guardrail decision simulation/environment training/ppo) src/main/resources/scenarios

.PHONY: demo demo-native test test-native build build-native uber-jar format check run train benchmark benchmark-start benchmark-environment benchmark-page screenshots sbom clean help

demo: $(APP)/quarkus-run.jar ## Serin against an embedded world of ten releases; the page is at PORT
	@PORT=$(PORT) DEMO_DIR=$(DEMO_DIR) java -cp "$(APP)/app/*:$(APP)/lib/main/*:$(APP)/lib/boot/*" dev.serin.simulation.Demo $(APP)/quarkus-run.jar $(DEMO_ARGS)

demo-native: $(APP)/quarkus-run.jar $(NATIVE) ## The same, with Serin as the executable
	@PORT=$(PORT) DEMO_DIR=$(DEMO_DIR) java -cp "$(APP)/app/*:$(APP)/lib/main/*:$(APP)/lib/boot/*" dev.serin.simulation.Demo $(NATIVE) $(DEMO_ARGS)

test: ## What CI runs: format check, every test, the package
	$(MVN) verify

test-native: $(NATIVE) ## The tests over HTTP, against the executable that was built last
	$(MVN) -Dnative test-compile failsafe:integration-test failsafe:verify

build: ## Package without tests
	$(MVN) package -DskipTests

build-native: $(NATIVE) ## One executable in target, with its libraries; needs GRAALVM_HOME, or NATIVE_ARGS=-Dquarkus.native.container-build=true

uber-jar: ## The jar of the image for Java, which an AOT cache can be made for
	$(MVN) package -DskipTests -Dquarkus.package.jar.type=uber-jar

format: ## Apply the format and import order that `make test` checks
	$(MVN) formatter:format impsort:sort

check: ## Only the format check and the compiler
	$(MVN) test-compile

run: $(APP)/quarkus-run.jar ## Serin itself, configured by the environment
	java -jar $(APP)/quarkus-run.jar

train: $(APP)/quarkus-run.jar ## Learn the policy into TRAIN_DIR, under 15 minutes on 2 cores; TRAIN_ARGS=--resume after Ctrl-C
	@exec java $(COLLECTOR) -cp "$(APP)/app/*:$(APP)/lib/main/*:$(APP)/lib/boot/*" dev.serin.training.Train --output "$(TRAIN_DIR)" \
	  --source-commit "$$(git log -1 --format=%H -- $(TRAINED_FROM) 2>/dev/null | grep . || echo unknown)" $(TRAIN_ARGS)

benchmark: $(APP)/quarkus-run.jar ## Every policy on the same releases, into docs/benchmark; TRACES=DIR adds recorded services
	java $(COLLECTOR) -cp "$(APP)/app/*:$(APP)/lib/main/*:$(APP)/lib/boot/*" dev.serin.training.benchmark.Benchmark \
	  --readme README.md $(if $(TRACES),--traces "$(TRACES)") $(BENCHMARK_ARGS)

benchmark-environment: $(APP)/quarkus-run.jar ## Steps of the training's environment per CPU-second, by part
	@java $(COLLECTOR) -cp "$(APP)/app/*:$(APP)/lib/main/*:$(APP)/lib/boot/*" dev.serin.simulation.environment.StepsPerCpuSecond

benchmark-start: $(APP)/quarkus-run.jar ## Time to the first answer and memory, of what was built of build-native and uber-jar; JAVA25=path of java 25
	@if [ -f $(NATIVE).jar ]; then bash src/main/docker/aot-cache.sh $(JAVA25) src/main/docker/jvm.options $(NATIVE).jar target target/serin.aot; fi
	@MALLOC_ARENA_MAX=2 java -cp "$(APP)/app/*:$(APP)/lib/main/*:$(APP)/lib/boot/*" dev.serin.simulation.StartBenchmark \
	  $(if $(wildcard $(NATIVE)),"native=$(NATIVE) -Donnxruntime.native.path=target -Dorg.sqlite.lib.path=target") \
	  $(if $(wildcard $(NATIVE).jar),"jvm-aot=$(JAVA25) @src/main/docker/jvm.options -XX:AOTCache=target/serin.aot -Donnxruntime.native.path=target -Dorg.sqlite.lib.path=target -jar $(NATIVE).jar")

benchmark-page: ## What rendering the page of 500 canaries costs: milliseconds and kilobytes
	@$(MVN) -q test -Dtest=PageBenchmark | grep canaries,

screenshots: $(APP)/quarkus-run.jar ## The pictures of the README, from the demo, into docs/screenshots; takes some minutes
	$(MVN) -q test -Dtest=Screenshots

sbom: ## What Serin is made of, as CycloneDX: target/serin-sbom.json
	$(MVN) -q cyclonedx:makeBom
	@bash .ci/sbom

clean: ## Remove what was built and the demo's data
	$(MVN) clean
	rm -rf $(DEMO_DIR)

help: ## This list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 24

$(APP)/quarkus-run.jar: pom.xml $(shell find src/main -type f)
	$(MVN) -q package -DskipTests

$(NATIVE): pom.xml $(shell find src/main -type f)
	$(MVN) package -Dnative -DskipTests $(NATIVE_ARGS)
