"""Word tables of the German analysis; each module opens with its source and licence."""
