# Claims against results -> results/audit.csv, results/audit.json; every result's hash -> results/MANIFEST.json
