"""A new article from its text: a folder with open claims that builds at once (`make article`)."""
