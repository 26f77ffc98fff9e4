"""Pure computation: numbers in, numbers out; no clock, no database, no framework, no prose."""
