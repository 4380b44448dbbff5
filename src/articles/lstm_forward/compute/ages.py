"""Section 1: the age of the LSTM."""

import pandas as pd


def ages(lstm_year: int, article_year: int) -> pd.DataFrame:
    """Give the age of the LSTM in the year of the article's newest reference: lstm_year, article_year, years."""
    return pd.DataFrame([{"lstm_year": lstm_year, "article_year": article_year, "years": article_year - lstm_year}])
