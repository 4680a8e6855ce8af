"""Gavan: Markdown guides and a YAML directory become a multilingual static site."""

__version__ = "0.1.0"
