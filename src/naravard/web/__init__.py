"""The web room: a Django project with one app per room of the user's house."""
