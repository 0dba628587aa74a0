"""A region's own decision: memorandum, activities decided on, reallocation."""
