"""The last run as a Workflow Run RO-Crate: a folder that archives can read, with metadata and a page that shows it."""
