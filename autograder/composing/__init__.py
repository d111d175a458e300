"""From a curriculum to a course: checked, and written as an nbgrader course with its papers."""
