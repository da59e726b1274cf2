"""Files of other programs in, documents out, and the other way round: text to text, nothing is stored here.

Few visits need it, so the memory image does not hold it: whoever calls it imports it inside the call.
"""
