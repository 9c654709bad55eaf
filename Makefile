# `make help` lists the commands; each works from a bare checkout.
.DEFAULT_GOAL := help
.PHONY: help run chat test check format train proof rulebook schemas learn bench eval clean

UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
export UV_PROJECT_ENVIRONMENT := .venv
# Trust what the machine trusts, so that a company proxy does not stop the install.
export UV_SYSTEM_CERTS := 1
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv==$(UV_VERSION)

.PHONY: install
install: $(filter .uv/bin/uv,$(UV))
	@test -d .venv || echo "Installing into .venv: once, about 1.1 GB" >&2
	@$(UV) sync --quiet --locked --inexact

run: install  ## train if needed, start Spinewise and its page
	@exec $(UV) run --no-sync spinewise run

chat: install  ## the same, with a conversation in this terminal
	@exec $(UV) run --no-sync spinewise chat

train: install  ## train the model if its inputs changed
	@$(UV) run --no-sync spinewise train

test: install  ## the whole gate: everything pytest finds
	@$(UV) sync --quiet --locked --inexact --group rulebook
	@$(UV) run --no-sync pytest

check: install  ## lint, format, types, layers, knowledge
	@$(UV) run --no-sync ruff check .
	@$(UV) run --no-sync ruff format --check .
	@$(UV) run --no-sync mypy
	@$(UV) run --no-sync lint-imports
	@$(UV) run --no-sync yamllint --strict knowledge data config.yml domain.yml endpoints.yml credentials.yml settings.yml
	@$(UV) run --no-sync codespell
	@$(UV) run --no-sync spinewise check knowledge/

format: install  ## put the code into the house format
	@$(UV) run --no-sync ruff check --fix .
	@$(UV) run --no-sync ruff format .

proof: install  ## the long runs
	@$(UV) run --no-sync python -m bench.proof

rulebook: $(filter .uv/bin/uv,$(UV))  ## what the bot knows as pages to read, into build/rulebook
	@$(UV) sync --quiet --locked --inexact --group rulebook
	@$(UV) run --no-sync spinewise rulebook build
	@$(UV) run --no-sync zensical build --strict --config-file build/rulebook.yml
	@echo "open build/rulebook/index.html"

schemas: install  ## the JSON Schemas for editors, into docs/schemas
	@$(UV) run --no-sync spinewise schemas

learn: install  ## learn again when to doubt a sign, after its examples changed
	@$(UV) run --no-sync spinewise learn

bench: install  ## the figures of bench/, into bench/results/
	@$(UV) run --no-sync python -m bench

eval: install  ## how well it hears labelled texts; FILE=path for texts of your own
	@$(UV) run --no-sync python -m bench.evaluation $(FILE)

clean:  ## remove the model and every cache
	rm -rf build models .rasa .run .pytest_cache .mypy_cache .ruff_cache .hypothesis
