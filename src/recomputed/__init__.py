"""An engine that regenerates the figures of an article and audits what it publishes; it knows no article."""
