# Aliases only: everything is in dev.py, which also works where there is no make.
.PHONY: run test

run:
	python3 dev.py run

test:
	python3 dev.py test
