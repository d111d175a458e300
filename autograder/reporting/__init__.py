"""What a class did and did not understand: one page, a workbook, and a page for each student."""
