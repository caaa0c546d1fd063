"""A compact model that reads: a document encoder with heads for mentions, coreference and relations.

`labels` says what it can tell, `words` what it sees of an article, `sequence` how that becomes tokens, `annotation`
what annotated texts teach, `network` computes, `training` fits, `decoding` turns scores into entities and facts. What
computes needs PyTorch, the extra `train`.
"""
