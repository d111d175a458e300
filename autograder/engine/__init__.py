"""Running notebooks: the fork server, its contained workers and the controller that drives them."""
