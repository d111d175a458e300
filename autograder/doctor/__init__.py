"""What usually goes wrong with an nbgrader course: looked for, and said with what to do."""
