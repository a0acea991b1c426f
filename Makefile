# Two commands for a fresh clone with python3 and make:
#
#   make demo [PORT=8000] [SPEED=3600]                     the platform with the demo district, until Ctrl-C
#   make test [ENGINE=sqlite|postgres] [T=tests/cases]     the suite on SQLite, then on PostgreSQL + Redis;
#                                                          PROOFS=1: all of it on both, and the proofs that take minutes
#
# and for those who work on it:
#
#   make lint
#   make shots                                             each page of residents in each state, into var/shots/residents/
#   make bench [ONLY=sweep] [SCALE=0.01]
#
# Each makes what it needs in .venv; nothing is installed outside it, but for the browser of the browser tests
# (tests/browser/ensure.sh), and that only for root on Debian and Ubuntu.

PYTHON ?= python3
PORT ?= 8000
SPEED ?= 1
ENGINE ?= sqlite postgres
T ?=
PROOFS ?=
ONLY ?=
SCALE ?= 1

bootstrap = $(PYTHON) -I governance/bootstrap.py
python = .venv/bin/python

.PHONY: demo test lint bench shots python-there development

demo: python-there
	@$(bootstrap) port $(PORT)
	@$(bootstrap) venv requirements.txt
	@unset DATABASE_URL REDIS_URL; exec $(python) manage.py demo --port $(PORT) --speed $(SPEED)

test: development
	@sh tests/browser/ensure.sh
	@failed=0; for engine in $(ENGINE); do \
		echo "== $$engine"; \
		ENGINE=$$engine PROOFS=$(PROOFS) $(python) -m pytest -n auto --maxprocesses 4 --dist worksteal $(T) || failed=1; \
	done; exit $$failed

lint: development
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	$(python) manage.py makemigrations --check --dry-run
	HTTPS=1 $(python) manage.py check --deploy --fail-level ERROR

shots: development
	@sh tests/browser/ensure.sh
	@SHOTS=var/shots/residents ENGINE=sqlite PROOFS=1 $(python) -m pytest tests/browser/test_every_state.py -q
	@echo "var/shots/residents/"

bench: development
	@$(python) -m tests.bench --scale $(SCALE) $(if $(ONLY),--only $(ONLY))

development: python-there
	@$(bootstrap) venv requirements-dev.txt

python-there:
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here: install Python 3.11 or newer. 没有找到 $(PYTHON)，请先安装 Python 3.11 或更新版本。" >&2; \
		exit 2; }
