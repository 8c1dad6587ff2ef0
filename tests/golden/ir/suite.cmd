dump -q --after ir
