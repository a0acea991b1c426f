"""What one looks at as a workbook: the figures of a view, or the tables of a page, each number in its own cell."""
