"""The requisition: a recipient asks for its money."""
