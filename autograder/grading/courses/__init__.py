"""An nbgrader course: its folder, its configuration, its seed, its rules."""
