"""Reads an exposition as Prometheus' own library does, and prints its samples as JSON."""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families

families = list(text_string_to_metric_families(sys.stdin.read()))
print(
    json.dumps(
        [
            {
                "name": family.name,
                "type": family.type,
                "help": family.documentation,
                "samples": [[sample.name, sample.labels, sample.value] for sample in family.samples],
            }
            for family in families
        ]
    )
)
