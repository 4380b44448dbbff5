"""What a run is made of: articles, settings, code, shards, the plan and what it takes."""
