dump -q --after parse
