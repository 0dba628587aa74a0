"""Who may do what: permissions, roles, those who act, and how acts and addresses ask for a permission."""
