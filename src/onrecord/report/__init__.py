"""Readings for people and programs: tables, JSON, CSV."""
