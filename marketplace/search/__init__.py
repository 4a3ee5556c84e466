"""Finding goods, sellers, places and pages: documents, questions, and an index that keeps in step."""
