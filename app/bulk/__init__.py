"""Many documents from files: what `cleancopy clean` and `cleancopy bulk` read, and the rows they write.

`inputs` finds the files, `readers` makes a `Record` of each document in them, or a `Flaw` of what cannot be
read; `rows` makes one flat row of each article and one of each failure.
"""
