"""How sure a claim is: the signs of pairs, fitted weights, calibration; and the topics of an article."""
