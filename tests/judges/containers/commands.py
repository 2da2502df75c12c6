"""Prints the commands of a job of GitHub Actions or GitLab CI, as one script."""

import sys

from ruamel.yaml import YAML

with open(sys.argv[1], encoding="utf-8") as file:
    read = YAML(typ="safe").load(file)
for job in read.get("jobs", {}).values():
    print(*(step["run"] for step in job["steps"] if "run" in step), sep="\n")
if "test" in read:
    print(*read["test"]["script"], *read["test"]["after_script"], sep="\n")
