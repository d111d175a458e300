"""What an answer must not use: said by the instructor, found on the syntax tree."""
