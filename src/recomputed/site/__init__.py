"""The pages for readers: audit, ledgers, tables and rules in, static HTML out."""
