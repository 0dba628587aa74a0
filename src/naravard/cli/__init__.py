"""The command line: one command a module, in Swedish first, with nothing imported before it is needed."""
