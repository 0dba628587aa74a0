"""Who may do what: permissions, roles, the actors, and how acts and addresses ask for a permission."""
