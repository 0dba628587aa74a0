"""Mail: through a server as the settings say, or as files in the data folder where none is set."""
