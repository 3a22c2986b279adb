# hanji: make demo, make check, make install.  Everything built lands in build/.
NAME    := hanji
VERSION := 0.1.0
PREFIX  ?= /usr/local
MODE    ?= release
B       := build/$(MODE)
Q       := $(if $(V),,@)
SUDO    := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# Debian 12 packages: to build and run, to test besides, and to compare speed.
BUILD_DEPS := gcc make libc6-dev pkg-config gettext liblmdb-dev libsodium-dev \
    libxml2-dev libxslt1-dev libicu-dev libseccomp-dev libkeyutils-dev libreadline-dev libzip-dev nettle-dev \
    libpango1.0-dev librsvg2-dev libqpdf-dev libgdk-pixbuf-2.0-dev libglib2.0-dev libpoppler-glib-dev libqrencode-dev poppler-data fonts-noto-core fonts-noto-cjk mandoc git less
CHECK_DEPS := libcmocka-dev bats libxml2-utils clang libclang-rt-14-dev clang-format cppcheck shellcheck strace python3 parallel dbus-daemon valgrind lcov binutils util-linux ed nano procps vim-tiny zsh age minisign zlib1g-dev poppler-utils openssl zbar-tools
BENCH_DEPS := libsqlite3-dev libsqlcipher-dev
PKGS    := lmdb libsodium libxml-2.0 libxslt icu-uc icu-i18n libseccomp libkeyutils readline libzip fontconfig pangocairo librsvg-2.0 libqpdf gdk-pixbuf-2.0 poppler-glib gio-unix-2.0 nettle libqrencode
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wformat=2 -Wconversion \
    -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wundef
HARDEN  := -fPIE -fstack-protector-strong -fstack-clash-protection \
    -D_FORTIFY_SOURCE=2 -ftrivial-auto-var-init=pattern
LINK    := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
# What looks on in the other modes (MODE=fuzz: clang), where passphrases are cheap: tests open a vault 10,000 times.
WATCH_sanitize := -fsanitize=address,undefined
WATCH_fuzz     := -fsanitize=fuzzer,address,undefined
WATCH_coverage := --coverage $(foreach f,_exit hj_confine hj_fence unshare execv execvp execl execlp,-Wl,--wrap=$f)
ifneq ($(WATCH_$(MODE)),)
HARDEN := $(subst fuzzer,fuzzer-no-link,$(WATCH_$(MODE))) -fno-sanitize-recover=all -fno-omit-frame-pointer -DHJ_CHEAP_PASSPHRASES
LINK   := $(WATCH_$(MODE)) -Wl,--as-needed
endif
CPPALL  := -I. -I$(B) -D_GNU_SOURCE -DHJ_VERSION='"$(VERSION)"' $(patsubst -I%,-isystem %,$(shell pkg-config --cflags $(PKGS) 2>/dev/null))
CALL    := -std=c11 $(WARN) $(HARDEN) $(CFLAGS) -ffile-prefix-map=$(CURDIR)=.
LIBS    := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

# One folder, one archive.  The order is the include rule: left may use right.
LAYERS  := cli import export core
FOLDERS := $(LAYERS) $(LAYERS:%=%/*)
src      = $(wildcard $(1)/*.c $(1)/*/*.c tests/$(MODE)/$(1)_*.c)
obj      = $(patsubst %.c,$(B)/%.o,$(1))
MAINS   := cli/main.c cli/sleep_main.c cli/parcel_main.c $(wildcard cli/docs/*.c) import/parse_main.c export/render_main.c $(patsubst %,export/%_main.c,print clean text)
LIBCLI  := $(call obj,$(filter-out $(MAINS),$(call src,cli)))
ARCHIVES := $(B)/import.a $(B)/export.a $(B)/core.a
PROGRAMS := $(B)/$(NAME) $(addprefix $(B)/$(NAME),-parse -parcel -render -print -clean -text -sleep)
DATA    := $(B)/locale/ko/LC_MESSAGES/$(NAME).mo $(patsubst export/%,$(B)/%,$(wildcard export/templates/*.x[ms]l))
all: $(PROGRAMS) $(DATA)
$(B)/$(NAME): $(B)/cli/main.o $(LIBCLI) $(ARCHIVES)
$(B)/gendocs: $(call obj,$(filter cli/docs/%,$(MAINS))) $(LIBCLI) $(ARCHIVES)
$(B)/$(NAME)-sleep $(B)/$(NAME)-parcel: $(B)/$(NAME)-%: $(B)/cli/%_main.o $(B)/cli/access/heap.o $(B)/cli.a $(ARCHIVES)
$(B)/$(NAME)-parse: $(B)/import/parse_main.o $(B)/import.a $(B)/core.a
$(patsubst %,$(B)/$(NAME)-%,render print clean text): $(B)/$(NAME)-%: $(B)/export/%_main.o $(B)/export.a $(B)/core.a
$(PROGRAMS) $(B)/gendocs:
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
.SECONDARY .SECONDEXPANSION:
$(B)/%.a: $$(call obj,$$(filter-out $$(MAINS),$$(call src,$$*)))
	@rm -f $@
	$(Q)$(AR) rcsD $@ $^
$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CPPALL) $(CALL) -MMD -MP -c -o $@ $<

# Tables and texts that are data in the source; who includes which stands in the .d files.
VOCAB   := $(filter-out %/union.tsv,$(wildcard core/vocab/*.tsv)) core/vocab/union.tsv core/vocab/facts/huridocs_map.tsv core/vocab/facts/words.tsv
TABLES  := vocab hangul spelling hanja pinyin mechanism mandate deadline rule tongue
MADE    := $(B)/core/words.inc $(TABLES:%=$(B)/core/%_tables.inc) $(B)/export/redact_tables.inc
$(call obj,$(call src,core) $(call src,export)): | $(MADE)
$(B)/core/vocab_tables.inc: core/vocab/tables.awk $(VOCAB)
$(B)/core/words.inc: core/words/words.awk core/words/slip39.txt
$(patsubst %,$(B)/core/%_tables.inc,mechanism mandate rule tongue): $(B)/core/%_tables.inc: core/mechanism/common.awk core/mechanism/%.awk $(wildcard core/mechanism/*.tsv)
$(B)/core/deadline_tables.inc: core/rules/deadline.awk core/rules/deadlines.tsv
$(patsubst %,$(B)/core/%_tables.inc,$(filter-out vocab mechanism mandate deadline rule tongue,$(TABLES))): $(B)/core/%_tables.inc: core/names/common.awk core/names/%.awk $(wildcard core/names/*.tsv)
$(B)/export/redact_tables.inc: core/mechanism/common.awk export/redact/redact.awk $(wildcard export/redact/*.tsv)
$(MADE):
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk $(patsubst %,-f %,$(filter %.awk,$^)) $(filter-out %.awk,$^) >$@.new && mv $@.new $@
$(B)/locale/%/LC_MESSAGES/$(NAME).mo: cli/po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt -c -o $@ $<
$(B)/templates/%: export/templates/% export/templates/parts.inc
	@mkdir -p $(@D)
	$(Q)sed -e '/^<?parts?>$$/{r export/templates/parts.inc' -e 'd}' $< >$@
# --- tests -------------------------------------------------------------
UNIT    := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c))
FUZZ    := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
WRAP    := -Wl,@tests/unit/wrap.list
GEN     := $(call obj,$(wildcard tests/unit/gen_*.c))
FAULT   := $(B)/tests/bench/gendoc $(patsubst %.c,$(B)/%,$(filter-out %/inject_call.c %/starve.c,$(wildcard tests/fault/*.c)))
built: all $(UNIT) $(FAULT) $(FUZZ:%=$(B)/replay_%) $(B)/gendocs # in parallel, before any test runs
run-check: all unit clitest replay layers headers docs-lint
$(B)/tests/unit/test_%: $(B)/tests/unit/test_%.o $(B)/tests/unit/wrap.o $(B)/tests/unit/wrap_calls.o $(GEN) $(ARCHIVES)
	$(Q)$(CC) $(LINK) $(WRAP) -o $@ $^ $(ARCHIVES) $(LIBS) $(shell pkg-config --libs cmocka zlib)
$(B)/replay_parcel $(B)/fuzz_parcel $(patsubst %,$(B)/tests/unit/test_%,backuplist unlock remains host intake paper xlsform opt emit table say careform familytree stagebar parcel command): $(B)/cli.a
$(B)/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(ARCHIVES)
	$(Q)$(CC) $(LINK) -o $@ $^ $(ARCHIVES) $(LIBS)
$(B)/fuzz_%: $(B)/tests/fuzz/fuzz_%.o $(ARCHIVES)
	$(Q)$(CC) $(LINK) -o $@ $^ $(ARCHIVES) $(LIBS)
$(B)/tests/bench/% $(B)/tests/fault/%: $(B)/tests/$$(notdir $$(@D))/%.o $(GEN) $(ARCHIVES)
	$(Q)$(CC) $(LINK) -o $@ $^ $(ARCHIVES) $(LIBS)
$(B)/tests/fault/inject: $(call obj,tests/fault/inject_call.c)
$(B)/tests/bench/floor: $(call obj,$(wildcard tests/bench/floor_*.c) tests/bench/saxcase.c)
# The same program with and without encryption, where `make bench-deps` ran.
SQL     := $(shell pkg-config --exists sqlcipher sqlite3 2>/dev/null && echo sqlcipher sqlite)
$(SQL:%=$(B)/tests/bench/%): $(call obj,$(patsubst %,tests/bench/%.c,sqlcipher saxcase floor_seal)) $(ARCHIVES)
	$(Q)$(CC) $(LINK) -o $@ $^ $(LIBS) -l$(patsubst sqlite,sqlite3,$(@F))
$(B)/tests/bench/bench: $(B)/cli/access/unlock.o
unit: $(UNIT) $(PROGRAMS)
	@printf '%s\n' $(UNIT) | xargs -P $(shell nproc) -I% sh -c '% >%.log 2>&1; rc=$$?; cat %.log; exit $$rc'
clitest: all $(FAULT) $(B)/gendocs
	@HANJI=$(abspath $(B)/$(NAME)) bats -j $(shell nproc) --no-parallelize-within-files $(if $(CI),--tap) tests/fault tests/cli
fault-%: all $(FAULT); HANJI=$(abspath $(B)/$(NAME)) python3 -B tests/fault/$*.py --long
replay: $(FUZZ:%=$(B)/replay_%)
	@for t in $(FUZZ); do $(B)/replay_$$t tests/fuzz/corpus/$$t/* || exit 1; done
fuzz-%: ; MAKE="$(MAKE)" tests/fuzz/run.sh $* $(or $(SECONDS),60)
layers: all; @tests/layers.sh $(B) && tests/size.sh
headers: # every header stands alone
	@for h in $(wildcard $(FOLDERS:%=%/*.h)); do $(CC) $(CPPALL) -std=c11 $(WARN) -fsyntax-only -x c $$h || exit 1; done; echo "headers: clean"
FORMATTED = $(wildcard $(addsuffix /*.[ch],$(FOLDERS) tests/*))
format: ; clang-format -i $(FORMATTED)
format-check:
	@clang-format --dry-run -Werror $(FORMATTED) && echo "format: clean"
sanitize: ; $(MAKE) MODE=$@ CFLAGS="-O1 -g1" check
coverage: have-check; MAKE="$(MAKE)" tests/coverage.sh
analyze: have-check
	$(MAKE) -j$(shell nproc) MODE=analyze CFLAGS="-O1 -fanalyzer -Werror" all
	@printf '%s\n' $(wildcard $(FOLDERS:%=%/*.c)) | xargs -P $(shell nproc) -n 20 clang $(CPPALL) -Ibuild/analyze -std=c11 $(WARN) -Werror -fsyntax-only
	cppcheck -j$(shell nproc) --quiet --error-exitcode=1 --inline-suppr --enable=warning,portability -I. $(LAYERS)
	shellcheck .ci/run tests/*.sh cli/*.sh cli/completion/*.sh
# What is missing is installed, then make starts anew: pkg-config knows it only then.
demo: have-build
	$(MAKE) -j$(shell nproc) all && tests/demo.sh $(B)/$(NAME) build/demo
check: have-check
	$(MAKE) -j$(shell nproc) built && $(MAKE) run-check
missing  = $(shell dpkg-query -W -f='$${Status} $${Package}\n' $(1) 2>&1 | grep -v '^install ok installed')
have-build have-check:
	@[ -z "$(call missing,$(BUILD_DEPS) $(if $(@:%build=),$(CHECK_DEPS)))" ] || $(MAKE) deps
deps bench-deps:
	$(SUDO) apt-get update
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(BUILD_DEPS) $(CHECK_DEPS) $(if $(@:deps=),$(BENCH_DEPS))
bench: have-check all $(addprefix $(B)/tests/bench/,gencase floor bench stream $(SQL))
	tests/bench/run.py $(B) $(or $(N),10000 100000)
# Manual pages, completions and the list in README.md; docs-lint compares.
docs docs-lint: $(B)/gendocs
	cli/docs.sh $< $@
install uninstall: all
	cli/install.sh $@ $(B) "$(DESTDIR)$(PREFIX)"
dist: ; @mkdir -p build && git archive --prefix=$(NAME)-$(VERSION)/ -o build/$(NAME)-$(VERSION).tar.gz HEAD
help: ; @sed -n '/^\.PHONY:/s/\.PHONY: */make /p' Makefile
clean: ; rm -rf build
.PHONY: all built demo check unit clitest replay layers headers format format-check sanitize coverage analyze bench deps bench-deps docs docs-lint install uninstall dist clean help run-check have-build have-check
-include $(shell find $(B) -name '*.d' 2>/dev/null)
