"""Nothing in, the settings all tests share out."""

from hypothesis import settings

# The same cases on every machine; no limit on one case's time, because Pyodide and a busy machine are slow.
settings.register_profile("sophie", deadline=None, database=None, derandomize=True)
settings.load_profile("sophie")
