# What every rules file uses: the code a rule depends on, and what an article has to deliver.
from articles.audit.ledger import articles, evidence_files, figure_files, ours, path_of, published
from articles.sources import sources


def deliverables(article):
    """Everything the ledger of an article promises: its figures, and the tables its claims rest on."""
    return figure_files(article) + evidence_files(article)
