"""Fitting the network. Imports onrecord, never the other way round."""
