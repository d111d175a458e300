# Everything a newcomer needs: `make demo`, `make test`. The rest is for people who work on it.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Of a shell in which another environment is active: IPython and uv warn of it.
unexport VIRTUAL_ENV

.PHONY: install demo test test-unit test-labs test-long test-sandbox test-accounts test-landlock test-nbgrader test-postgres test-browser test-libreoffice fuzz bench school check-course check-proofs lint lock clean

install: $(STAMP)

# uv takes seconds, pip about a minute; both install exactly what requirements.lock names. The
# project's own modules are compiled here, as the processes that grade may not write a file.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  set -e; uv venv --quiet --allow-existing --python $(PYTHON) $(VENV); \
	  uv pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock; \
	  uv pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .; \
	else \
	  $(PYTHON) -m venv $(VENV) || { echo "venv is missing; on Debian: apt-get install python3-venv"; exit 1; }; \
	  set -e; $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock; \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@$(BIN)/python -m compileall -q autograder datasets/lumina
	@touch $@

demo: install
	$(BIN)/labs demo --into demo

# Two halves side by side, of much the same length: nbgrader uses one processor.
test: install
	@told=$$(mktemp); $(BIN)/python -m pytest tests/nbgrader >$$told 2>&1 & half=$$!; \
	$(BIN)/python -m pytest --ignore=tests/nbgrader; status=$$?; \
	wait $$half || status=1; cat $$told; rm $$told; exit $$status

test-unit: install
	$(BIN)/python -m pytest -m "unit and not long"

# Audits every lab and grades the demo's class; takes minutes.
test-labs: install
	$(BIN)/python -m pytest -m labs

test-sandbox: install
	$(BIN)/python -m pytest -m "sandbox and not accounts"

# Takes minutes: every test of the sandbox as a plain user, and as root without namespaces.
test-accounts: install
	$(BIN)/python -m pytest -m accounts

# Takes minutes: fifty killed runs, a Jupyter server.
test-long: install
	$(BIN)/python -m pytest -m long

# A million broken messages for the tests' process, ten thousand spoilt submissions; takes minutes.
fuzz: install
	$(BIN)/python -m tests.wall.fuzz_decoder --frames 1000000
	$(BIN)/python tests/nbgrader/fuzz_submissions.py --mutants 10000

# What `make test` leaves out as root where Python lies in root's home: the whole level landlock.
test-landlock: install
	$(BIN)/python -m pytest -m accounts tests/sandbox/test_accounts.py -k landlock

test-nbgrader: install
	$(BIN)/python -m pytest -m "nbgrader and not labs and not long"

# Needs PostgreSQL's programs (Debian: apt-get install postgresql); starts a server of its own.
test-postgres: install
	$(BIN)/python -m pytest -m postgres

# Needs LibreOffice (Debian: apt-get install libreoffice-calc).
test-libreoffice: install
	$(BIN)/python -m pytest -m libreoffice

# Needs Chromium (Debian: apt-get install chromium). BROWSER_PICTURES=FOLDER keeps the pictures.
test-browser: install
	$(BIN)/python -m pytest -m browser

bench: install
	$(BIN)/python benchmarks/bench.py

# Takes hours: a class of 1,000, graded, reported and exported.
school: install
	$(BIN)/python benchmarks/school.py

# Whether the notebooks are those that course/ makes.
check-course: install
	$(BIN)/labs build --check

# Whether the proofs that labs are fair hold; what was proven since a revision, and one lab, runs again.
SINCE ?= HEAD^
check-proofs: install
	$(BIN)/labs audit --verify
	$(BIN)/labs audit --changed-since $(SINCE) --rotate

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# After a change of the dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra dev \
	  --python-version 3.11 pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo build *.egg-info
