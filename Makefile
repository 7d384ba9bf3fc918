.PHONY: demo test test-long bench docs format

demo: ## check the bundled media against two delivery specs
	@scripts/demo.sh

test: ## run the tests
	@scripts/test.sh

test-long: ## run the tests that take minutes as well
	@FILMGATE_LONG_TESTS=1 scripts/test.sh

bench: ## measure against bare decode and other meters
	@Benchmarks/run.sh

docs: ## write docs/checks from the guides
	@scripts/docs.sh

format: ## format the Swift sources
	@swift format -i -r Sources Tests Package.swift
