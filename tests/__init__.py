"""The tests of Spinewise."""
