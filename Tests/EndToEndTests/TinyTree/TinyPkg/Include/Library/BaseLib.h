// Nothing of it is wanted here.
