"""What every page shares: the frame around it, template tags, tables, errors, health, the day it is."""
