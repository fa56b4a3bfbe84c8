"""What trains the weights that the package ships; nothing here is installed with it."""
