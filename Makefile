# make            build every program into build/$(MODE)/bin
# make demo       from pictures and sound to a verified 4K 3D 120 fps package
# make check      unit tests, program tests, real material, style checks
# make lint       cppcheck, shellcheck, both compilers
# make fuzz       run every fuzz target for FUZZ_SECONDS (clang)
# make bench      speed beside other programs, as ratios
# make install    DESTDIR= PREFIX=/usr/local
# make deps       install the Debian packages that are missing, if any
# make help       print these lines
#
# MODE=debug (as here), release, asan, cover     W= to see, not stop at, warnings
# V=1 prints whole commands
# A new program is src/dcp-NAME.c, with its sub-commands in src/NAME_*.c if it
# has such, and man/dcp-NAME.1; a new module is lib/FLOOR/NAME.[ch]; a new test
# NAME_test.c beside it.  Nothing to list here.

VERSION  := 0.1.0
PREFIX   ?= /usr/local
MODE     ?= debug
W        ?= -Werror
Q        := $(if $(V),,@)
say       = $(if $(V),,@echo "  $(1) $@")
FUZZ_SECONDS ?= 60
PACKAGES := libopenjp2 libxml-2.0 openssl sndfile libtiff-4 libpng OpenEXR jansson \
	libzip

B        := build/$(MODE)
REVISION := $(shell git describe --always --dirty 2>/dev/null)

# Looked up when a recipe runs, that is, after `deps`.  Of OpenEXR only the
# core, which is C, is linked.
PKG_CFLAGS = $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g')
PKG_LIBS   = $(filter-out -lOpenEXR-% -lOpenEXRUtil-% -lIex-% -lIlmThread-% \
	-lImath-%,$(shell pkg-config --libs $(PACKAGES))) -lm -pthread
CHECK_CFLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS   = $(shell pkg-config --libs check)

CFLAGS.debug   := -Og -g3
CFLAGS.release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong
CFLAGS.asan    := -O1 -g3 -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS.cover   := -O0 -g3 --coverage
CFLAGS.fuzz    := -O1 -g3 -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all

WARN := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow \
	-Wcast-qual -Wformat=2 -Wmissing-prototypes -Wstrict-prototypes \
	-Wpointer-arith -Wundef -Wvla -Wwrite-strings $(W)

ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-Ilib -Isrc -MMD -MP -pthread \
	$(WARN) $(CFLAGS.$(MODE)) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS)
# Bound at start: a call that binds itself when it is first made leaves copies of
# the registers, and of a key that lies in one, on the stack.
ALL_LDFLAGS = -Wl,-z,relro,-z,now \
	$(filter -fsanitize=% --coverage,$(CFLAGS.$(MODE))) $(LDFLAGS)

TESTS := $(patsubst %.c,$(B)/%,$(wildcard lib/*/*_test.c))
FUZZ  := $(patsubst %.c,$(B)/%,$(wildcard lib/*/*_fuzz.c))
REPLAY := $(FUZZ:%_fuzz=%_replay)
LIB   := $(filter-out %_test.c %_fuzz.c,$(wildcard lib/*/*.c))
OBJ   := $(patsubst %.c,$(B)/%.o,$(LIB)) $(B)/embedded_table.o
SCHEMAS := $(shell find schemas -type f)
TOOL  := $(patsubst %.c,$(B)/%.o,$(wildcard src/tool*.c))
PROGS := $(patsubst src/%.c,$(B)/bin/%,$(wildcard src/dcp-*.c))

.PHONY: all demo check check-all check-unit check-replay check-cli check-style \
	lint fuzz fuzz-targets bench install install-all deps clean help
.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:
all: $(PROGS)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/embedded_table.c: scripts/embed $(SCHEMAS)
	@mkdir -p $(@D)
	$(call say,EMBED)
	$(Q)scripts/embed schemas >$@

$(B)/%.o: $(B)/%.c
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/libdcp.a: $(OBJ)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/bin/dcp-%: $(B)/src/dcp-%.o \
    $$(addprefix $(B)/,$$(addsuffix .o,$$(basename $$(wildcard src/$$*_*.c)))) \
    $(TOOL) $(B)/libdcp.a
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(B)/%_test: $(B)/%_test.o $(B)/libdcp.a
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(PKG_LIBS) $(LDLIBS)

$(B)/%_test.o: ALL_CFLAGS += $(CHECK_CFLAGS)
$(B)/src/tool.o: ALL_CFLAGS += -DVERSION='"$(VERSION)$(REVISION:%=+%)"'

$(B)/%_replay: $(B)/%_fuzz.o $(B)/src/replay.o $(B)/libdcp.a
	$(call say,LD)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(LDLIBS)

$(B)/%_fuzz: $(B)/%_fuzz.o $(B)/libdcp.a
	$(call say,LD)
	$(Q)$(CC) -fsanitize=fuzzer,address,undefined -o $@ $^ $(PKG_LIBS)

deps:
	@scripts/install-deps check

demo: deps
	@$(MAKE) --no-print-directory MODE=release all
	@scripts/demo build/release/bin build/demo

check: deps
	@$(MAKE) --no-print-directory check-all

check-all: check-unit check-replay check-cli check-style

check-unit: $(TESTS)
	@scripts/check-unit $^

check-replay: $(REPLAY)
	@scripts/check-replay $^

check-cli: $(PROGS)
	@scripts/check-cli $(B)/bin cli rule corpus

check-style: $(PROGS)
	@scripts/check-floors
	@scripts/check-headers $(filter-out -M%,$(ALL_CFLAGS)) $(CHECK_CFLAGS)
	@scripts/check-man $(B)/bin
	@scripts/check-rules $(B)/bin
	@scripts/check-names $(B)/libdcp.a

lint:
	@scripts/install-deps lint
	cppcheck --quiet --error-exitcode=1 --enable=warning,portability \
	    --inline-suppr -Ilib -Isrc lib src
	shellcheck -S warning scripts/*
	@$(MAKE) --no-print-directory MODE=release all
	@$(MAKE) --no-print-directory CC=clang B=build/clang all

fuzz:
	@scripts/install-deps lint
	@$(MAKE) --no-print-directory MODE=fuzz CC=clang fuzz-targets
	@scripts/fuzz build/fuzz $(FUZZ_SECONDS)
fuzz-targets: $(FUZZ)

bench:
	@scripts/install-deps lint
	@$(MAKE) --no-print-directory MODE=release all
	@scripts/bench build/release/bin

install:
	@$(MAKE) --no-print-directory MODE=release install-all
install-all: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
	    $(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(PREFIX)/share/man/man7
	install -m 755 $(PROGS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/*.5 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 man/*.7 $(DESTDIR)$(PREFIX)/share/man/man7

clean:
	rm -rf build

help:
	@sed -n '/^$$/q;s/^# \{0,1\}//p' Makefile

-include $(wildcard $(B)/lib/*/*.d $(B)/src/*.d)
