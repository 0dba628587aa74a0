"""The speed goals, measured: `make bench` writes a dated result file, figures that miss their goal included."""
