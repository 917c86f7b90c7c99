"""Agreement customers and organisations: who they are, what their agreements are worth, and how they are registered."""
