"""Ways to run the definition: the portable one on DuckDB or a Spark cluster, and a native kernel on one machine."""
