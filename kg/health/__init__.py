"""How a store is: whether it is whole and true, and how much of what it holds."""
