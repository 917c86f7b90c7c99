# 验讫 Yanqi. Two commands on a fresh Debian machine: `make run` and `make test`.
# Everything they need is installed here: system libraries by apt, Python packages from the hashed lock files.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO_OUT ?= demo-out

# What PySide6's xcb and offscreen plugins load, libzbar for the second opinion, and fonts: Chinese, the
# rare characters of names (CJK extensions), and OCR-B for drawn passports.
RUN_LIBRARIES := python3-venv libzbar0 libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 \
  libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 \
  libxcb-xkb1 libxcb-randr0 libxcb-sync1 libxcb-xfixes0 libx11-xcb1 fonts-noto-cjk fonts-hanazono fonts-ocr-b \
  alsa-utils
# Real counterparts for tests: a Secret Service, an X server with a typist and a Chinese input method, a PostgreSQL server, a witness of fsync.
TEST_LIBRARIES := dbus gnome-keyring xvfb xauth xdotool ibus ibus-libpinyin postgresql strace procps

.PHONY: run demo package test check kills setup setup-dev lock check-wheels bench translations clean

run: setup
	$(BIN)/python -m app run --training

demo: setup
	$(BIN)/python -m app demo --parcels 20 --out $(DEMO_OUT)

test: setup-dev check
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

check: setup-dev
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 app ui devices sync
	$(BIN)/lint-imports --no-cache

# What `make test` does 125 times, more often: 250 times SIGKILL while accepting, sending, purging.
kills: setup-dev
	YANQI_KILLS=50 $(BIN)/python -m pytest -q -n 0 -p no:randomly --timeout=900 tests/e2e/storage/test_kill.py tests/e2e/terminal/test_killed.py \
	  tests/e2e/terminal/test_killed_purge.py

bench: setup
	$(BIN)/python -m app bench

setup: $(VENV)/run.stamp

setup-dev: $(VENV)/dev.stamp

$(VENV)/run.stamp: requirements.lock Makefile
	@$(call install_libraries,$(RUN_LIBRARIES))
	@$(call install_packages,requirements.lock)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock Makefile
	@$(call install_libraries,$(RUN_LIBRARIES) $(TEST_LIBRARIES))
	@$(call install_packages,requirements-dev.lock)
	@touch $@ $(VENV)/run.stamp

# One folder with everything, checked by a demonstration of its own.
package: setup-dev
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build build.spec
	dist/yanqi/yanqi demo --parcels 3 --out build/demo

# Lock files hold hashes for every platform and name no registry.
lock: setup-dev
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock

# Old desktops (glibc 2.28) and Windows must get a wheel for everything that runs there.
check-wheels: setup-dev
	for platform in x86_64-manylinux_2_28 x86_64-pc-windows-msvc; do \
	  $(BIN)/uv pip install -q --dry-run --target build/wheels-$$platform --python-platform $$platform --python-version 3.11 \
	    --only-binary :all: --require-hashes -r requirements.lock || exit 1; done

# Afterwards translate what is unfinished in the .ts file and run it again; a test tells while something is missing.
translations: setup-dev
	$(BIN)/pyside6-lupdate -silent $$(find ui -name '*.py') -ts resources/i18n/yanqi_en.ts -no-obsolete -locations none
	$(BIN)/pyside6-lrelease -silent resources/i18n/yanqi_en.ts

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist $(DEMO_OUT)

# Only what is missing is installed; without apt (another system) the packages must be there already.
define install_libraries
set -e; if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
  missing=""; for package in $(1); do \
    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
  if [ -n "$$missing" ]; then \
    echo "installing system libraries:$$missing"; \
    as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
    $$as_root apt-get update -qq; \
    $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
  fi; fi
endef

define install_packages
set -e; [ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV); \
  echo "installing Python packages from $(1)"; \
  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
endef
