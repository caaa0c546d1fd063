"""What others state, in their vocabularies or as rows of a table, put into the terms of the ontology.

The result is a file as its authors would have written it in those terms, with the lines that each fact comes from, and
with a list of what has no place here: nothing of it goes into the graph, and nothing is lost in silence.
"""
