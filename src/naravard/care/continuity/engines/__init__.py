"""Ways to run the definition: the portable one, on DuckDB or on a Spark cluster."""
