"""The command line: `app` is what `kg` starts, `commands_*` declare the commands by group, a module a command runs it.

What a command needs is imported only when it runs, so that `kg --help` comes at once.
"""
