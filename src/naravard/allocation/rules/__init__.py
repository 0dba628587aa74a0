"""The kinds of allocation rule, each in a module of its own: a rule and a task in, exact amounts out."""
