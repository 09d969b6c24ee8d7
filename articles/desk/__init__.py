"""Everything a person decides, each a function with ``by=``. Refusals carry their sentence."""
