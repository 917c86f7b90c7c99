"""The rules of the counter, as frozen values and pure functions. Standard library only; time and ids are passed in."""
