"""Local stand-ins of services: real HTTP on loopback, as strict as the real ones."""
