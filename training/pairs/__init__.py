"""Fitting the pair network: how two statements stand to each other."""
