"""Numbers and finished labels in, Plotly figure dicts out; the page resolves colour names."""
