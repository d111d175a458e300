"""JupyterLab for a role: what students do not see, and where that is written."""
