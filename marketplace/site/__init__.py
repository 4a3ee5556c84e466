"""The shop as a whole: its settings, old addresses of renamed things, pictures in other sizes."""
