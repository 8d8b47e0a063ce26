"""Scenes and camera movements, for the model that says how the camera moves."""
