# make              build/runner and build/analyze
# make demo         from nothing to the answer on this machine, in two minutes
# make test         every test; also test-asan, test-tsan, and test-ucontext (the portable stack switch)
# make test-mutants do the tests notice when the program is wrong? (tests/mutants/table.txt)
# make test-valgrind  the engines under valgrind
# make fuzz         every target of tests/fuzz with inputs that libFuzzer makes up, SECONDS=60 each
# make coverage     what the tests reach: 95 % of lines and 88 % of branches, or it fails
# make test-aarch64 cross-builds for AArch64, and runs there what an emulator can (root)
# make check-statistics  the estimator against simulated sweeps whose answer is known
# make lint         format, warnings as errors, include directions
# make bench        the tables under data/: engines and peers, what moves the answer, how long analyze takes (45 minutes)
# make campaigns    a CPU hog, a quota, hostile files, kills, limits, faults, fuzzers, into data/campaigns.md; fails when
#                   one of them finds a failure (at most forty minutes alone, root)
# make adapters     install the foreign runtimes that models are shipped for, and build what needs building
# make deps         install what building and testing needs (Debian 12)
# make install      honours PREFIX and DESTDIR
# make clean

# --- configure ---------------------------------------------------------------------------------

PREFIX  ?= /usr/local
CONFIG  ?= release
# Programs of the default configuration stand in build/ itself; others in a folder of their own.
OUT     := build$(if $(filter-out release,$(CONFIG)),/$(CONFIG))

CC      := $(if $(filter aarch64,$(CONFIG)),aarch64-linux-gnu-gcc,$(if $(filter fuzz,$(CONFIG)),clang-14,gcc))
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wno-missing-field-initializers -Wno-format-truncation
# What a configuration adds: make CONFIG=asan …
asan    := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
tsan    := -fsanitize=thread
ucontext := -DCONTEXT_UCONTEXT
valgrind := -DCONTEXT_VALGRIND
# A process that ends without exit() writes its counts first: tests/coverage.c.
coverage := --coverage -O0 -fprofile-update=atomic -Wl,--wrap=kill,--wrap=_exit,--wrap=abort,-u,__wrap_abort
# gcc does the warning.
fuzz    := $(asan) -fsanitize=fuzzer-no-link -w
EXTRA   := $($(CONFIG))
# A history comes from a stranger: what overruns ends here. The sanitizers see more where glibc checks nothing.
HARDEN  := $(if $(filter asan tsan valgrind fuzz coverage,$(CONFIG)),,-fstack-protector-strong -D_FORTIFY_SOURCE=3 -fPIE)
COMMIT  := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
ALL_CFLAGS := -std=gnu11 -D_GNU_SOURCE $(WARN) $(CFLAGS) $(HARDEN) $(EXTRA) -Isrc -I. -pthread -MMD -MP
# -z now: a coroutine's small stack must not meet the dynamic linker's lazy resolver.
ALL_LDFLAGS := $(EXTRA) -pthread $(if $(HARDEN),-pie) -Wl,-z,relro,-z,now $(LDFLAGS)
LIBS    := -lsqlite3 -lev -lsmartcols -ljson-c -lcsv -lgsl -lgslcblas -lm

# --- build -------------------------------------------------------------------------------------

MAINS   := src/runner.c analysis/analyze.c
SOURCES := $(filter-out $(MAINS),$(wildcard src/*/*.c src/*/*.S analysis/*.c analysis/*/*.c))
OBJECTS := $(patsubst %,$(OUT)/obj/%.o,$(basename $(SOURCES))) $(OUT)/obj/sql.o \
           $(if $(filter coverage,$(CONFIG)),$(OUT)/obj/tests/coverage.o)
LIBRARY := $(OUT)/libcrossover.a
PROGRAMS := $(OUT)/runner $(OUT)/analyze

all: $(PROGRAMS) scripts

$(OUT)/runner: $(OUT)/obj/src/runner.o $(LIBRARY)
$(OUT)/analyze: $(OUT)/obj/analysis/analyze.o $(LIBRARY)
$(PROGRAMS):
	@echo "link $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(OUT)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "compile $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(OUT)/obj/%.o: %.S
	@mkdir -p $(@D)
	@echo "compile $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(OUT)/obj/sql.c: sql/embed.sh $(wildcard sql/*/*.sql)
	@mkdir -p $(@D)
	@sql/embed.sh migrations views statements > $@.new && mv $@.new $@

$(OUT)/obj/sql.o: $(OUT)/obj/sql.c
	@echo "compile $<"
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

# Each row carries the commit, so what tells it is built anew when the commit changes.
$(OUT)/obj/src/base/host.o: ALL_CFLAGS += -DBUILD='"$(COMMIT)"'
$(OUT)/obj/src/base/host.o: $(OUT)/obj/commit
$(OUT)/obj/commit: always
	@mkdir -p $(@D)
	@echo '$(COMMIT)' | cmp -s - $@ || echo '$(COMMIT)' > $@

# --- foreign runtimes --------------------------------------------------------------------------

# Scripts are there to be run where their runtime is; what must be compiled waits for `make adapters`.
IN_PYTHON := $(addprefix $(OUT)/adapter/,gevent gevent-pool python-thread asyncio)
ADAPTER_PACKAGES := python3 python3-gevent golang-go nodejs cargo librust-tokio-dev librust-libc-dev \
                    libuv1-dev libst-dev

scripts: $(IN_PYTHON) $(OUT)/adapter/crossover_adapter.py $(OUT)/adapter/node

$(OUT)/adapter/crossover_adapter.py: src/adapter/python/crossover_adapter.py
	@install -D -m 644 $< $@

$(OUT)/adapter/node: src/adapter/node/node.js
	@install -D -m 755 $< $@

.SECONDEXPANSION:
$(IN_PYTHON): src/adapter/$$(@F)/$$(@F).py
	@install -D -m 755 $< $@

$(OUT)/adapter/go: src/adapter/go/go.go
	@echo "compile $<"
	@mkdir -p $(@D)
	@GO111MODULE=off GOCACHE='$(CURDIR)/build/go-cache' go build -o $@ $<

# Each in a folder of its own, with what adapters in C share.
IN_C := $(addprefix $(OUT)/adapter/,libuv state-threads)
$(OUT)/adapter/libuv: LIBRARIES := -luv
$(OUT)/adapter/state-threads: LIBRARIES := -lst
$(IN_C): src/adapter/$$(@F)/$$(@F).c src/adapter/c/crossover_adapter.c src/adapter/c/crossover_adapter.h
	@echo "compile $<"
	@mkdir -p $(@D)
	@$(CC) -std=gnu11 -D_GNU_SOURCE $(WARN) -O2 -Isrc/adapter/c -o $@ $(filter %.c,$^) $(LIBRARIES) -lm

# Cargo writes beside what it builds, so it is given a copy; it and its crates are Debian's.
CRATES := /usr/share/cargo/registry
$(OUT)/adapter/tokio: src/adapter/tokio/Cargo.toml src/adapter/tokio/src/main.rs
	@echo "compile src/adapter/tokio"
	@mkdir -p $(@D) build/cargo && cp -r src/adapter/tokio build/cargo
	@cd build/cargo/tokio && CARGO_HOME='$(CURDIR)/build/cargo/home' \
	    TOKIO_VERSION=$$(ls $(CRATES) | sed -n 's/^tokio-\([0-9]\)/\1/p') \
	    RUSTC=/usr/bin/rustc /usr/bin/cargo --quiet --offline --config 'source.crates-io.replace-with="debian"' \
	    --config 'source.debian.directory="$(CRATES)"' build --release
	@cp build/cargo/tokio/target/release/tokio $@

adapters: PACKAGES := $(ADAPTER_PACKAGES)
adapters: deps
	@$(MAKE) --no-print-directory all $(addprefix $(OUT)/adapter/,go tokio) $(IN_C)

# --- what building and testing needs -----------------------------------------------------------

PACKAGES := gcc libc6-dev libsqlite3-dev libev-dev libcmocka-dev libsmartcols-dev libjson-c-dev \
            libcsv-dev libgsl-dev sqlite3 gnuplot-nox procps iproute2 time clang-format git

# Silent when all is there.
deps:
	@missing=; for package in $(PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || \
	        missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	    $$root apt-get update -qq && \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null; \
	fi

# --- test --------------------------------------------------------------------------------------

TESTS := $(patsubst tests/%.c,$(OUT)/tests/%,$(wildcard tests/test_*.c))

$(OUT)/tests/%: $(OUT)/obj/tests/%.o $(LIBRARY)
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) $(ALL_LDFLAGS) -o $@ $(filter %.o,$^) $(LIBRARY) -lcmocka $(LIBS)

$(OUT)/tests/test_statistics $(OUT)/tests/test_search $(OUT)/tests/check_statistics: \
    $(addprefix $(OUT)/obj/tests/,scenarios.o simulation.o simulated_search.o)

# With libFuzzer's main in the configuration fuzz; else with one that feeds the inputs that are kept.
FUZZ := $(patsubst tests/fuzz/%.c,$(OUT)/tests/fuzz_%,$(filter-out %/seeds.c,$(wildcard tests/fuzz/*.c)))
FUZZ_MAIN := $(if $(filter fuzz,$(CONFIG)),,$(OUT)/obj/tests/fuzz/seeds.o)

$(FUZZ): $(OUT)/tests/fuzz_%: $(OUT)/obj/tests/fuzz/%.o $(FUZZ_MAIN) $(LIBRARY)
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) $(ALL_LDFLAGS) $(if $(FUZZ_MAIN),,-fsanitize=fuzzer) -o $@ $(filter %.o,$^) $(LIBRARY) $(LIBS)

# What threads share without a lock, under ThreadSanitizer: beside the others, built of the few files it takes.
RACES := $(if $(filter release,$(CONFIG)),$(addprefix $(OUT)/tests/,test_queue_tsan test_exchange_tsan))
RACES := $(if $(wildcard $(shell $(CC) -print-file-name=libtsan.so)),$(RACES))
$(OUT)/tests/test_queue_tsan: tests/test_queue.c src/model/queue.c
$(OUT)/tests/test_exchange_tsan: tests/test_exchange.c $(wildcard src/coroutine/*.c src/coroutine/*.S)
$(RACES): $(addprefix src/base/,memory.c err.c text.c) $(wildcard tests/*.h src/base/*.h src/coroutine/*.h src/model/*.h)
	@mkdir -p $(@D)
	@echo "link $@"
	@$(CC) -std=gnu11 -D_GNU_SOURCE $(WARN) -O1 -g $(tsan) -Isrc -I. -pthread $(LDFLAGS) -o $@ \
	    $(filter-out src/model/queue.c src/coroutine/exchange.c,$(filter %.c %.S,$^)) -lcmocka -lev -lm

# What a campaign needs beside the programs themselves.
CAMPAIGNS := $(OUT)/tests/campaigns/tries
$(CAMPAIGNS): $(addprefix $(OUT)/obj/tests/campaigns/,scene.o outcome.o corrupt.o)

.SECONDARY: $(TESTS:$(OUT)/tests/%=$(OUT)/obj/tests/%.o)

# What makes the n-th call fail, and what looks at how that ended (tests/campaigns/faults.sh).
FAULTS := $(addprefix $(OUT)/tests/,fault_shim.so fault_try)

$(OUT)/tests/fault_%: tests/campaigns/fault_%.c
	@mkdir -p $(@D)
	@echo "compile $<"
	@$(CC) -std=gnu11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -o $@ $<

$(OUT)/tests/fault_shim.so: tests/campaigns/fault_shim.c
	@mkdir -p $(@D)
	@echo "compile $<"
	@$(CC) -std=gnu11 -D_GNU_SOURCE $(WARN) $(CFLAGS) -fno-builtin -fPIC -shared -Wl,-z,now -o $@ $<

test: deps
	@$(MAKE) --no-print-directory check

tests: $(TESTS) $(FUZZ) $(RACES) $(FAULTS) $(CAMPAIGNS)

fuzzers: $(FUZZ)

SECONDS := 60

fuzz: PACKAGES += clang-14 libclang-rt-14-dev
fuzz: deps
	@$(MAKE) --no-print-directory CONFIG=fuzz fuzzers
	tests/fuzz/fuzz.sh build/fuzz $(SECONDS)

check: all tests
	tests/run.sh $(OUT)

check-statistics: deps
	@$(MAKE) --no-print-directory $(OUT)/tests/check_statistics
	$(OUT)/tests/check_statistics

test-asan test-tsan test-ucontext: test-%: deps
	@$(MAKE) --no-print-directory CONFIG=$* check

coverage: PACKAGES += gcovr
coverage: deps
	@$(MAKE) --no-print-directory CONFIG=coverage all tests
	tests/coverage.sh build/coverage

# What can be looked at in one process: valgrind knows no pidfd, so no trial of its own, and no server.
test-valgrind: PACKAGES += valgrind
test-valgrind: deps
	@$(MAKE) --no-print-directory CONFIG=valgrind tests
	for test in contract scheduler timers exchange queue; do \
	    CROSSOVER_NO_EXEC=1 valgrind --quiet --error-exitcode=9 --leak-check=full --max-threads=100 \
	        build/valgrind/tests/test_$$test || exit 1; \
	done

# Do the tests notice mistakes in the code? Ten minutes.
test-mutants: deps
	@$(MAKE) --no-print-directory all tests
	tests/mutants/run.sh $(OUT)

test-aarch64:
	tests/aarch64.sh build/aarch64

lint: deps
	clang-format --dry-run -Werror $(wildcard src/*.[ch] src/*/*.[ch] src/adapter/*/*.[ch] analysis/*.[ch] analysis/*/*.[ch] tests/*.[ch] tests/*/*.[ch])
	tests/lint_includes.sh
	tests/lint_text.sh
	@$(MAKE) --no-print-directory CONFIG=lint CFLAGS='-O2 -Werror' objects

objects: $(OBJECTS) $(MAINS:%.c=$(OUT)/obj/%.o) $(TESTS:$(OUT)/tests/%=$(OUT)/obj/tests/%.o) \
         $(FUZZ:$(OUT)/tests/fuzz_%=$(OUT)/obj/tests/fuzz/%.o) $(FUZZ_MAIN)

# --- use ---------------------------------------------------------------------------------------

DEMO_DB := demo.db

demo: deps
	@$(MAKE) --no-print-directory all
	@build/runner --quick --db=$(DEMO_DB) > /dev/null
	@build/analyze --db=$(DEMO_DB)
	@printf '\nThe history is in %s. Next:\n' '$(DEMO_DB)'
	@printf '  %-42s %s\n' 'build/analyze --db=$(DEMO_DB) --crossover' 'every pair, with the bracket of 2012' \
	    'build/analyze --db=$(DEMO_DB) --doctor' 'whether to believe it' \
	    'build/analyze --db=$(DEMO_DB) --pivot' 'every cell' \
	    'sqlite3 $(DEMO_DB) "SELECT * FROM pivot"' 'anything else' \
	    'build/runner --preset=service' 'the same, to where threads run out of CPU'

bench: PACKAGES += valgrind
bench: deps
	@$(MAKE) --no-print-directory all $(addprefix $(OUT)/tests/bench_,nanosleep record instructions)
	tests/bench.sh $(OUT)
	tests/bench_analyze.sh $(OUT)
	tests/bench_served.sh $(OUT)
	tests/bench_instructions.sh $(OUT)
	tests/bench_hardening.sh $(OUT)
	tests/bench_engines.sh $(OUT)
	tests/bench_moves.sh $(OUT)

campaigns: PACKAGES += clang-14 libclang-rt-14-dev
campaigns: deps
	@$(MAKE) --no-print-directory all $(FAULTS) $(CAMPAIGNS)
	@$(MAKE) --no-print-directory CONFIG=fuzz fuzzers
	tests/campaigns/all.sh $(OUT) $(SECONDS)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/libexec/crossover
	cp -p $(OUT)/adapter/* $(DESTDIR)$(PREFIX)/libexec/crossover

clean:
	rm -rf build

-include $(shell find $(OUT)/obj -name '*.d' 2>/dev/null)

.PHONY: all scripts adapters always deps test tests fuzz fuzzers check check-statistics coverage test-asan test-tsan \
        test-ucontext test-valgrind test-mutants test-aarch64 lint objects demo bench campaigns install clean
