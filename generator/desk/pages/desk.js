// What is quicker with a script.
