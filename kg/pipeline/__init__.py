"""From articles to published results: `flow` is the way of a build, the other modules are what else changes a store.

| module | what it does |
|---|---|
| `flow` | find, read, extract, check, store, publish |
| `pruning` | whether what is gone from the disk goes from the store |
| `quarantine_file` | what was kept out, and why |
| `imports` | facts of others |
| `erasure` | requests to forget |
| `undo` | the way back to the state before |
| `work` | extraction of one article after the other, in processes |
"""
