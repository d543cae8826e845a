# make demo   the whole program on a sample shop, nothing to configure
# make test   installs the mail servers that tests use, lints, runs every test
# make bench  speed and memory against mbsync and djpeg, the console over 100,000 cases;
#             fails when a bound is missed
# make soak   a simulated year and more with a leap day, by several seeds, one of them a shop of
#             one, one with people at the Drafts folder, one whose machine fails; an hour; not part of test
# make build  bin/returndesk
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
GO ?= go

# Go asks git for the revision; a checkout of another user's makes git refuse.
export GOFLAGS ?= -buildvcs=$(shell git status >/dev/null 2>&1 && echo auto || echo false)

.PHONY: build demo test bench soak lint servers unit

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/returndesk ./cmd/returndesk

demo: build
	bin/returndesk demo $(DEMO)

test: servers lint unit

# Installs what is missing; does nothing on a machine that has it all.
servers:
	.ci/servers

lint:
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go' 2>/dev/null || find . -name '*.go')); \
	  if [ -n "$$unformatted" ]; then echo "not formatted (run gofmt -w):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) test ./internal/lint

# The race detector, except for what it has nothing to find in: packages of others that start
# no goroutine and share nothing, which read and write pictures, base64 and JSON's text or match
# expressions byte by byte. Watching each of these bytes was the better half of the tests' work.
# Tests that build the program build it so, too.
unwatched := image image/color image/draw image/jpeg image/png image/internal/imageutil compress/flate encoding/base64 \
  regexp regexp/syntax github.com/go-json-experiment/json/jsontext github.com/go-json-experiment/json/internal/jsonwire
race := -race $(unwatched:%=-gcflags=%=-race=false)

# Every test with the race detector, in random order. A skipped test is a failure here. Many
# tests wait for servers, so more of them run at a time than there are cores; lint has vetted
# already; and a program of the race detector sleeps a second at its end unless told otherwise.
unit:
	@RETURNDESK_REQUIRE_SERVERS=1 RETURNDESK_RACE='$(race)' GORACE=atexit_sleep_ms=20 $(GO) test -json $(race) -vet=off -shuffle=on -parallel 4 -timeout 60m ./... | $(GO) run ./internal/testgate

soak: build
	for run in 1 '2 --solo' '3 --drafts-folder' '4 --outages'; do \
	  bin/returndesk simulate --weeks 53 --from 2027-09-06 $(SOAK) --seed $$run; \
	done

bench: servers
	$(GO) run ./internal/bench
