"""The pages a person reads: audit, ledgers, tables and rules in, static HTML out."""
