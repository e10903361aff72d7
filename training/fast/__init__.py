"""Fitting the fast tier: a small convolutional network that learns from the large one."""
