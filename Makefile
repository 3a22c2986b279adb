# hanji: make demo, make check, make install.  Everything built lands in build/.

NAME    := hanji
VERSION := 0.1.0
PREFIX  ?= /usr/local
MODE    ?= release
B       := build/$(MODE)
Q       := $(if $(V),,@)
SUDO    := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# Debian 12 packages: to build and run, and to test besides.
BUILD_DEPS := gcc make libc6-dev pkg-config gettext liblmdb-dev libsodium-dev \
    libxml2-dev libxslt1-dev libicu-dev libseccomp-dev libkeyutils-dev \
    libreadline-dev mandoc
CHECK_DEPS := libcmocka-dev bats libxml2-utils clang libclang-rt-14-dev \
    clang-format cppcheck shellcheck strace python3 valgrind lcov binutils

PKGS    := lmdb libsodium libxml-2.0 libxslt libexslt icu-uc libseccomp libkeyutils readline
CFLAGS  ?= -O2 -g
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wformat=2 -Wconversion \
           -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual -Wundef
HARDEN  := -fPIE -fstack-protector-strong -fstack-clash-protection \
           -D_FORTIFY_SOURCE=2 -ftrivial-auto-var-init=pattern
LINK    := -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
ifeq ($(MODE),sanitize)
HARDEN  := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINK    := -fsanitize=address,undefined -Wl,--as-needed
endif
ifeq ($(MODE),coverage)
CFLAGS  := -O0 -g
HARDEN  := --coverage
LINK    := --coverage
endif

CPPALL  := -I. -I$(B) -D_GNU_SOURCE -DHJ_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
CALL    := -std=c11 $(WARN) $(HARDEN) $(CFLAGS) -ffile-prefix-map=$(CURDIR)=.
LIBS    := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

# One folder, one archive.  The order is the include rule: left may use right.
LAYERS  := cli import export core
src      = $(wildcard $(1)/*.c)
obj      = $(patsubst %.c,$(B)/%.o,$(1))
MAINS   := cli/main.c cli/gendocs.c import/parse_main.c export/render_main.c
LIBCLI  := $(call obj,$(filter-out $(MAINS),$(call src,cli)))
ARCHIVES := $(B)/import.a $(B)/export.a $(B)/core.a
PROGRAMS := $(B)/$(NAME) $(B)/$(NAME)-parse $(B)/$(NAME)-render

TEMPLATES := $(patsubst export/%,$(B)/%,$(wildcard export/templates/*.xsl))

all: $(PROGRAMS) $(B)/locale/ko/LC_MESSAGES/hanji.mo $(TEMPLATES)

$(B)/templates/%.xsl: export/templates/%.xsl
	@mkdir -p $(@D)
	$(Q)cp $< $@

$(B)/$(NAME): $(B)/cli/main.o $(LIBCLI) $(ARCHIVES)
$(B)/$(NAME)-parse: $(B)/import/parse_main.o $(B)/import.a $(B)/core.a
$(B)/$(NAME)-render: $(B)/export/render_main.o $(B)/export.a $(B)/core.a
$(B)/gendocs: $(B)/cli/gendocs.o $(LIBCLI) $(ARCHIVES)
$(PROGRAMS) $(B)/gendocs:
	$(Q)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)
$(B)/locale/ko/LC_MESSAGES/hanji.mo: cli/po/ko.po
	@mkdir -p $(@D)
	$(Q)msgfmt -c -o $@ $<

.SECONDARY:
.SECONDEXPANSION:
$(B)/%.a: $$(call obj,$$(filter-out $$(MAINS),$$(call src,$$*)))
	@rm -f $@
	$(Q)$(AR) rcsD $@ $^

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(CPPALL) $(CALL) -MMD -MP -c -o $@ $<

# The code lists become one sorted table.
VOCAB   := $(filter-out %/union.tsv,$(wildcard core/vocab/*.tsv)) core/vocab/union.tsv
$(B)/core/vocab_tables.inc: core/vocab/tables.awk $(VOCAB)
	@mkdir -p $(@D)
	LC_ALL=C awk -f $^ >$@.new && mv $@.new $@
$(B)/core/vocab.o: $(B)/core/vocab_tables.inc
$(B)/core/words.inc: core/words/words.awk core/words/slip39.txt
	@mkdir -p $(@D)
	awk -f $^ >$@.new && mv $@.new $@
$(B)/core/phrase.o: $(B)/core/words.inc

# --- tests -------------------------------------------------------------
UNIT    := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test_*.c))
FUZZ    := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
WRAP    := -Wl,--wrap=malloc,--wrap=calloc,--wrap=mdb_txn_commit,--wrap=fsync,--wrap=fdatasync

GEN     := $(call obj,$(wildcard tests/unit/gen_*.c))
$(B)/tests/unit/test_%: $(B)/tests/unit/test_%.o $(B)/tests/unit/wrap.o $(GEN) $(ARCHIVES)
	$(Q)$(CC) $(LINK) $(WRAP) -o $@ $^ $(LIBS) $(shell pkg-config --libs cmocka)
$(B)/tests/bench/%: $(B)/tests/bench/%.o $(GEN) $(ARCHIVES)
	$(Q)$(CC) $(LINK) -o $@ $^ $(LIBS)

$(B)/tests/unit/test_unlock: $(B)/cli/unlock.o
unit: $(UNIT) $(B)/$(NAME)-parse $(B)/$(NAME)-render
	@for t in $(UNIT); do $$t || exit 1; done

clitest: all
	@HANJI=$(abspath $(B)/$(NAME)) bats $(if $(CI),--tap) tests/cli

$(B)/replay_%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(ARCHIVES)
	$(Q)$(CC) $(LINK) -o $@ $^ $(LIBS)
replay: $(FUZZ:%=$(B)/replay_%)
	@for t in $(FUZZ); do $(B)/replay_$$t tests/fuzz/corpus/$$t/* || exit 1; done
fuzz-%:
	@mkdir -p build/fuzz/new-$*
	clang $(CPPALL) -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined \
	    -o build/fuzz/$* tests/fuzz/fuzz_$*.c $(filter-out $(MAINS),$(call src,import) $(call src,export) $(call src,core)) $(LIBS)
	build/fuzz/$* -max_total_time=$(or $(SECONDS),60) build/fuzz/new-$* tests/fuzz/corpus/$*

# A file may include its own folder and the folders below it, nothing else.
KEYED   := vault|keyring|secret|seal|store|header|member
layers: all
	@! grep -lE ' (cli|import|export)/' $(B)/core/*.d
	@! grep -lE ' ((cli|export)/|core/($(KEYED))\.h)' $(B)/import/*.d
	@! grep -lE ' ((cli|import)/|core/($(KEYED))\.h)' $(B)/export/*.d
	@! nm -uA $(B)/core/*.o $(B)/import/*.o $(B)/export/*.o | grep -vE '(parse|render)_main\.o' | \
	    grep -wE '(__)?(v?f?printf|puts|perror|exit|abort|getenv|secure_getenv|setlocale|system|strcpy|strcat|sprintf|strtok|atoi)(_chk)?'
	@echo "layers: clean"

# Every header stands alone.
headers:
	@for h in $(foreach d,$(LAYERS),$(wildcard $(d)/*.h)); do \
	    $(CC) $(CPPALL) -std=c11 $(WARN) -fsyntax-only -x c $$h || exit 1; done; echo "headers: clean"

FORMATTED = $(foreach d,$(LAYERS) tests/unit tests/fuzz tests/bench tests/fault,$(wildcard $(d)/*.[ch]))
format:
	clang-format -i $(FORMATTED)
format-check:
	@clang-format --dry-run -Werror $(FORMATTED) && echo "format: clean"

check: have-check all unit clitest replay layers headers docs-lint
sanitize coverage: have-check
	$(MAKE) MODE=$@ check
analyze: have-check
	$(MAKE) MODE=analyze CFLAGS="-O1 -fanalyzer -Werror" all
	$(MAKE) MODE=clang CC=clang CFLAGS="-O1 -Werror" all
	cppcheck --quiet --error-exitcode=1 --inline-suppr --enable=warning,portability -I. $(LAYERS)
	shellcheck .ci/run tests/*.sh

# --- packages ------------------------------------------------------------
missing  = $(shell dpkg-query -W -f='$${Status} $${Package}\n' $(1) 2>&1 | grep -v '^install ok installed')
have-build:
	@[ -z "$(call missing,$(BUILD_DEPS))" ] || $(MAKE) deps
have-check: have-build
	@[ -z "$(call missing,$(BUILD_DEPS) $(CHECK_DEPS))" ] || $(MAKE) deps
deps:
	$(SUDO) apt-get update
	DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-install-recommends $(BUILD_DEPS) $(CHECK_DEPS)

# Manual page, completions and the list in README.md; docs-lint compares.
docs docs-lint: $(B)/gendocs
	cli/docs.sh $< $@
install uninstall: all
	cli/install.sh $@ $(B) "$(DESTDIR)$(PREFIX)"
dist:
	@mkdir -p build
	git archive --prefix=hanji-$(VERSION)/ -o build/hanji-$(VERSION).tar.gz HEAD
help:
	@sed -n '/^\.PHONY:/s/\.PHONY: */make /p' Makefile
clean:
	rm -rf build

.PHONY: all check unit clitest replay layers headers sanitize coverage analyze format format-check deps have-build have-check docs docs-lint demo bench install dist clean help
-include $(shell find $(B) -name '*.d' 2>/dev/null)
