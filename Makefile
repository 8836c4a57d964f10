# Each target is a line or two onto cmake and ctest. `make report` and `make test` need nothing else.
BUILD := build
EXAMPLE := examples/rotterdam-2021
WERROR := OFF
CONFIGURE := cmake -S . -G Ninja -Wno-dev -DCMAKE_UNITY_BUILD=ON -DQUICKSCAN_WERROR=$(WERROR)
JOBS := $(shell nproc)
# On a terminal ninja shows progress in one line; elsewhere that would be a line for each source.
PROGRESS = $$([ -t 1 ] || echo --quiet)

.PHONY: report test build golden fuzz lint format asan bench soak deb release clean

report: ## Build, and write the report of the example
	@.ci/packages build
	@echo "Building quickscan in $(BUILD)"
	@$(CONFIGURE) -B $(BUILD) -DQUICKSCAN_TESTS=OFF >/dev/null && cmake --build $(BUILD) --target quickscan -- $(PROGRESS)
	@$(BUILD)/quickscan report $(EXAMPLE) -o $(BUILD)/rotterdam-2021.html
	@echo "The report is at $(BUILD)/rotterdam-2021.html"

build:
	@.ci/packages build test
	@$(CONFIGURE) -B $(BUILD) -DQUICKSCAN_TESTS=ON >/dev/null && cmake --build $(BUILD)

test: build ## Everything that a stranger's machine can prove
	ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS) -LE soak --output-junit tests.xml

golden: build ## Rewrite expected outputs; read the diff like code
	QUICKSCAN_GOLDEN=1 ctest --test-dir $(BUILD) --output-on-failure -L golden

fuzz: ## Fuzz reading and reporting for a minute each
	@.ci/packages build test lint
	@cmake --preset fuzz >/dev/null && cmake --build --preset fuzz --target yaml_fuzz study_fuzz
	ctest --test-dir build-fuzz --output-on-failure -L fuzz

lint: ## Format and clang-tidy, warnings as errors
	@.ci/packages build test lint
	@.ci/lint

format:
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format -i

asan: ## All tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@.ci/packages build test
	@cmake --preset asan >/dev/null && cmake --build --preset asan && ctest --preset asan

bench: ## Ratios against the Python baseline, and growth, in one run
	@.ci/packages build test
	@$(CONFIGURE) -B $(BUILD) -DQUICKSCAN_TESTS=ON >/dev/null && cmake --build $(BUILD) --target quickscan bench_lines bench_measure bench_graph
	@/usr/bin/python3 tests/bench/bench.py --build $(BUILD)
	@/usr/bin/python3 tests/bench/growth.py --build $(BUILD)

soak: build ## What takes long: more random studies, every mutation, longer fuzzing
	ctest --test-dir $(BUILD) --output-on-failure -L soak

deb: ## Debian packages of the program and the library, in build-package
	@.ci/packages build package
	@.ci/packaging/release deb

release: ## All that a release consists of, in build-package/VERSION: make release VERSION=0.1.0
	@.ci/packages build package
	@.ci/packaging/release all $(VERSION)

clean:
	@cmake -E rm -rf $(BUILD) build-asan build-dev build-fuzz build-coverage build-package
