"""What a student wrote, made harmless for those who read it: terminals, pages, spreadsheets."""
