"""The definition compiled: records as numbers, in parts that fit the cache, patient by patient (an extra: numba)."""
